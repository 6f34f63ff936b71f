package com.allvideomodels.billing;

import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /billing}: the plan, what was paid, whom it was written for (clause collect.billing), and the way to Creem's own pages. */
@Controller
class BillingPage {

    static final String PAGE = "/billing";

    private final Subscriptions subscriptions;
    private final Plans plans;
    private final PaymentHistory history;
    private final SealedAddresses addresses;
    private final CreemCustomers customers;
    private final CreemApi creem;
    private final CreemSettings settings;

    BillingPage(
            Subscriptions subscriptions,
            Plans plans,
            PaymentHistory history,
            SealedAddresses addresses,
            CreemCustomers customers,
            CreemApi creem,
            CreemSettings settings) {
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.history = history;
        this.addresses = addresses;
        this.customers = customers;
        this.creem = creem;
        this.settings = settings;
    }

    /** @param plan what it is, {@code null} where {@code plans.yml} does not name it any more */
    record OwnPlan(Subscription subscription, @Nullable Product plan) {}

    @GetMapping(PAGE)
    String show(@Me AccountId me, @RequestParam(required = false) @Nullable String before, Model model) {
        List<OwnPlan> own = own(me);
        model.addAttribute("own", own);
        model.addAttribute(
                "renewing",
                own.stream().filter(one -> one.subscription().renews()).count());
        UUID place = place(before);
        model.addAttribute("page", history.page(me, place, PaymentHistory.LINES_ON_A_PAGE));
        model.addAttribute("first", place == null);
        model.addAttribute("address", addresses.of(me).orElse(null));
        model.addAttribute("customer", customers.newest(me).isPresent());
        model.addAttribute("sold", settings.isOn());
        return "billing/billing";
    }

    /** What goes on, or else what ended last. */
    private List<OwnPlan> own(AccountId me) {
        List<Subscription> running = subscriptions.running(me);
        return (running.isEmpty() ? subscriptions.of(me).stream() : running.stream())
                .map(one -> new OwnPlan(one, plans.find(one.plan()).orElse(null)))
                .toList();
    }

    /** Anything that is no place in the list is its beginning. */
    private static @Nullable UUID place(@Nullable String before) {
        try {
            return before == null ? null : UUID.fromString(before);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** To where Creem shows its invoices and lets the means of payment be changed; the way in is made anew each time. */
    @PostMapping("/billing/portal")
    String portal(@Me AccountId me, RedirectAttributes flash) {
        Optional<String> page = customers
                .newest(me)
                .map(creem::portal)
                .filter(CreemApi.Outcome.Done.class::isInstance)
                .flatMap(done -> CreemObjects.text(((CreemApi.Outcome.Done) done).answer(), "customer_portal_link"))
                .flatMap(settings::page)
                .map(Object::toString);
        if (page.isEmpty()) {
            flash.addFlashAttribute("problem", "billing.portal.not-now");
        }
        return "redirect:" + page.orElse(PAGE);
    }
}
