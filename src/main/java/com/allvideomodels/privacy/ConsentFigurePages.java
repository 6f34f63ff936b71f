package com.allvideomodels.privacy;

import java.time.InstantSource;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /admin/consents}: sums over everyone. */
@Controller
class ConsentFigurePages {

    private final ConsentFigures figures;
    private final PurposeNames names;
    private final InstantSource clock;

    ConsentFigurePages(ConsentFigures figures, PurposeNames names, InstantSource clock) {
        this.figures = figures;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping("/admin/consents")
    String show(Locale language, Model model) {
        model.addAttribute("figures", figures.all(clock.instant()));
        model.addAttribute("names", names.in(language));
        return "admin/consents";
    }
}
