package com.allvideomodels.billing;

import com.allvideomodels.billing.Product.Every;
import com.allvideomodels.billing.Product.Pack;
import com.allvideomodels.billing.Product.Plan;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /prices}: what credits cost, for everyone. */
@Controller
class PricesPage {

    private final Plans plans;
    private final CreemSettings creem;

    PricesPage(Plans plans, CreemSettings creem) {
        this.plans = plans;
        this.creem = creem;
    }

    @GetMapping("/prices")
    String show(Model model) {
        model.addAttribute("packs", of(Pack.class));
        model.addAttribute("monthly", every(Every.MONTH));
        model.addAttribute("yearly", every(Every.YEAR));
        model.addAttribute("sold", creem.isOn());
        return "billing/prices";
    }

    private <T extends Product> List<T> of(Class<T> kind) {
        return plans.offered().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<Plan> every(Every every) {
        return of(Plan.class).stream().filter(one -> one.every() == every).toList();
    }
}
