package com.allvideomodels.admin;

import com.allvideomodels.web.StaffFigures;
import com.allvideomodels.web.StaffFigures.Figure;
import com.allvideomodels.web.StaffReach;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What staff see first: what needs somebody now, then everything else that is counted. */
@Controller
class OverviewPage {

    private final List<StaffFigures> modules;
    private final StaffReach reach;

    OverviewPage(List<StaffFigures> modules, StaffReach reach) {
        this.modules = modules;
        this.reach = reach;
    }

    @GetMapping("/admin")
    String show(Model model) {
        List<Figure> figures = modules.stream()
                .flatMap(module -> module.figures().stream())
                .filter(this::isForMe)
                .toList();
        model.addAttribute("alarming", figures.stream().filter(Figure::alarming).toList());
        model.addAttribute(
                "others", figures.stream().filter(one -> !one.alarming()).toList());
        return "admin/overview";
    }

    private boolean isForMe(Figure figure) {
        String link = figure.link();
        return link == null || reach.mayLook(link);
    }
}
