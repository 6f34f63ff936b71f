package com.allvideomodels.privacy;

import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /admin/consents}: sums over everyone. */
@Controller
class ConsentFigurePages {

    private final ConsentFigures figures;
    private final ProcessorRegister processors;
    private final InstantSource clock;

    ConsentFigurePages(ConsentFigures figures, ProcessorRegister processors, InstantSource clock) {
        this.figures = figures;
        this.processors = processors;
        this.clock = clock;
    }

    @GetMapping("/admin/consents")
    String show(Model model) {
        Map<String, String> names = processors.all().stream()
                .collect(Collectors.toMap(one -> Purpose.provider(one.slug()).key(), one -> one.name()));
        model.addAttribute("figures", figures.all(clock.instant()));
        model.addAttribute("names", names);
        return "admin/consents";
    }
}
