package com.allvideomodels.billing;

import com.allvideomodels.billing.PlanDesk.Result;
import com.allvideomodels.billing.Product.Plan;
import com.allvideomodels.billing.Subscriptions.Subscription;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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

    private final PlanDesk desk;
    private final Plans plans;
    private final Shop shop;

    PlanPages(PlanDesk desk, Plans plans, Shop shop) {
        this.desk = desk;
        this.plans = plans;
        this.shop = shop;
    }

    @GetMapping("/billing/plan/cancellation")
    String beforeTheEnd(@Me AccountId me, Model model) {
        Optional<Subscription> plan = desk.running(me).filter(one -> one.standing() != Standing.ENDING);
        if (plan.isEmpty()) {
            return BILLING;
        }
        add(plan.get(), model);
        return "billing/cancellation";
    }

    @PostMapping("/billing/plan/cancellation")
    String end(@Me AccountId me, RedirectAttributes flash) {
        return settle(me, "cancel", desk::end, flash);
    }

    @PostMapping("/billing/plan/resumption")
    String resume(@Me AccountId me, RedirectAttributes flash) {
        return settle(me, "resume", desk::resume, flash);
    }

    @GetMapping("/billing/plan/change")
    String others(@Me AccountId me, Model model) {
        Optional<Subscription> plan = active(me);
        if (plan.isEmpty()) {
            return BILLING;
        }
        add(plan.get(), model);
        model.addAttribute("others", others(plan.get()));
        return "billing/change";
    }

    @GetMapping("/billing/plan/change/{id}")
    String beforeTheChange(@Me AccountId me, @PathVariable String id, Model model) {
        Plan wanted = sold(id);
        Optional<Subscription> plan = active(me).filter(one -> !one.plan().equals(id));
        if (plan.isEmpty()) {
            return BILLING;
        }
        add(plan.get(), model);
        model.addAttribute("wanted", wanted);
        return "billing/change-to";
    }

    @PostMapping("/billing/plan/change/{id}")
    String change(@Me AccountId me, @PathVariable String id, RedirectAttributes flash) {
        Plan wanted = sold(id);
        return settle(me, "change", plan -> desk.change(plan, wanted), flash);
    }

    private String settle(AccountId me, String wish, Function<Subscription, Result> way, RedirectAttributes flash) {
        Result result = desk.running(me).map(way).orElse(Result.UNFIT);
        String kind = result == Result.DONE || result == Result.ALREADY ? "notice" : "problem";
        flash.addFlashAttribute(
                kind,
                "plan." + wish + "." + result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return BILLING;
    }

    private Optional<Subscription> active(AccountId me) {
        return desk.running(me).filter(one -> one.standing() == Standing.ACTIVE);
    }

    private void add(Subscription subscription, Model model) {
        model.addAttribute("subscription", subscription);
        model.addAttribute("plan", plans.find(subscription.plan()).orElse(null));
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
