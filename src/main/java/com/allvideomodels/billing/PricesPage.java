package com.allvideomodels.billing;

import com.allvideomodels.billing.Product.Pack;
import com.allvideomodels.billing.Product.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /prices}: what credits cost, for everyone. */
@Controller
class PricesPage {

    private final Plans plans;
    private final Shop shop;

    PricesPage(Plans plans, Shop shop) {
        this.plans = plans;
        this.shop = shop;
    }

    @GetMapping("/prices")
    String show(Model model) {
        model.addAttribute("packs", of(Pack.class));
        model.addAttribute("tiers", tiers());
        model.addAttribute("forSale", shop.forSale());
        return "billing/prices";
    }

    private <T extends Product> List<T> of(Class<T> kind) {
        return plans.offered().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Plans that are the same thing for a month and for a year stand together. */
    private List<List<Plan>> tiers() {
        return List.copyOf(of(Plan.class).stream()
                .collect(Collectors.groupingBy(Plan::tier, LinkedHashMap::new, Collectors.toUnmodifiableList()))
                .values());
    }
}
