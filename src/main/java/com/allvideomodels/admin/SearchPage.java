package com.allvideomodels.admin;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import com.allvideomodels.web.StaffReach;
import com.allvideomodels.web.StaffSearch;
import com.allvideomodels.web.StaffSearch.Hit;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Finds a person, a video, a hold by its exact name; whoever may not open what would be found finds nothing. */
@Controller
class SearchPage {

    private static final int LONGEST = 254;

    private final List<StaffSearch> modules;
    private final StaffReach reach;

    SearchPage(List<StaffSearch> modules, StaffReach reach) {
        this.modules = modules;
        this.reach = reach;
    }

    @GetMapping("/admin/search")
    String search(@Me AccountId me, @RequestParam(defaultValue = "") String q, Model model) {
        String words = q.strip();
        model.addAttribute("q", words);
        model.addAttribute("hits", words.isEmpty() || words.length() > LONGEST ? List.of() : find(words, me));
        return "admin/search";
    }

    private List<Hit> find(String words, AccountId me) {
        return modules.stream()
                .filter(module -> reach.mayLook(module.page()))
                .flatMap(module -> module.find(words, me).stream())
                .toList();
    }
}
