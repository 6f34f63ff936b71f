package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Parents' consents, for whoever answers parents. */
@Controller
class ParentalConsentsPage {

    private static final int MOST = 200;

    private final ParentalConsents consents;

    ParentalConsentsPage(ParentalConsents consents) {
        this.consents = consents;
    }

    @GetMapping("/admin/parental-consents")
    String list(@Me AccountId me, Model model) {
        model.addAttribute("lines", consents.look(MOST, me));
        model.addAttribute("most", MOST);
        return "account/parental-consents";
    }
}
