package com.allvideomodels.billing;

import com.allvideomodels.billing.PlanDesk.Result;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ending, taking up and changing one's own plan; each page says what will happen before it does. A second click changes nothing. */
@Controller
class PlanPages {

    private static final String BILLING = "redirect:" + BillingPage.PAGE;

    /** Named by Creem's id, since somebody may have several. */
    private static final String PLAN = BillingPage.PAGE + "/plans/{subscription}";

    private final Subscriptions subscriptions;
    private final PlanDesk desk;
    private final Plans plans;
    private final Shop shop;

    PlanPages(Subscriptions subscriptions, PlanDesk desk, Plans plans, Shop shop) {
        this.subscriptions = subscriptions;
        this.desk = desk;
        this.plans = plans;
        this.shop = shop;
    }

    @GetMapping(PLAN + "/cancellation")
    String beforeTheEnd(@Me AccountId me, @PathVariable String subscription, Model model) {
        return show(own(me, subscription), Subscription::renews, "billing/cancellation", model);
    }

    @PostMapping(PLAN + "/cancellation")
    String end(@Me AccountId me, @PathVariable String subscription, RedirectAttributes flash) {
        return say("cancel", desk.end(own(me, subscription)), flash);
    }

    @PostMapping(PLAN + "/resumption")
    String resume(@Me AccountId me, @PathVariable String subscription, RedirectAttributes flash) {
        return say("resume", desk.resume(own(me, subscription)), flash);
    }

    @GetMapping(PLAN + "/change")
    String others(@Me AccountId me, @PathVariable String subscription, Model model) {
        Subscription plan = own(me, subscription);
        model.addAttribute("others", others(plan));
        return show(plan, one -> one.standing() == Standing.ACTIVE, "billing/change", model);
    }

    @GetMapping(PLAN + "/change/{id}")
    String beforeTheChange(@Me AccountId me, @PathVariable String subscription, @PathVariable String id, Model model) {
        Predicate<Subscription> isOther =
                one -> one.standing() == Standing.ACTIVE && !one.plan().equals(id);
        model.addAttribute("wanted", sold(id));
        return show(own(me, subscription), isOther, "billing/change-to", model);
    }

    @PostMapping(PLAN + "/change/{id}")
    String change(
            @Me AccountId me, @PathVariable String subscription, @PathVariable String id, RedirectAttributes flash) {
        return say("change", desk.change(own(me, subscription), sold(id)), flash);
    }

    private Subscription own(AccountId me, String subscription) {
        return subscriptions
                .find(me, subscription)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String show(Subscription plan, Predicate<Subscription> fits, String page, Model model) {
        if (!fits.test(plan)) {
            return BILLING;
        }
        model.addAttribute("subscription", plan);
        model.addAttribute("plan", plans.find(plan.plan()).orElse(null));
        return page;
    }

    private static String say(String wish, Result result, RedirectAttributes flash) {
        String kind = result == Result.DONE || result == Result.ALREADY ? "notice" : "problem";
        flash.addFlashAttribute(
                kind,
                "plan." + wish + "." + result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return BILLING;
    }

    private List<Product> others(Subscription plan) {
        return shop.forSale().stream()
                .filter(Plan.class::isInstance)
                .filter(one -> !one.id().equals(plan.plan()))
                .toList();
    }

    private Plan sold(String id) {
        return shop.forSale().stream()
                .filter(one -> one.id().equals(id))
                .filter(Plan.class::isInstance)
                .map(Plan.class::cast)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
