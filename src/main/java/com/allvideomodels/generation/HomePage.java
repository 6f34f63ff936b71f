package com.allvideomodels.generation;

import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page: a composer, and what one should know before using it. The same for everyone. */
@Controller
class HomePage {

    private final Catalogue catalogue;
    private final Estimates estimates;
    private final History history;
    private final InstantSource clock;
    private final long welcome;

    HomePage(
            Catalogue catalogue,
            Estimates estimates,
            History history,
            InstantSource clock,
            @Value("${credits.welcome}") long welcome) {
        this.catalogue = catalogue;
        this.estimates = estimates;
        this.history = history;
        this.clock = clock;
        this.welcome = welcome;
    }

    @GetMapping("/")
    String home(Model page) {
        var now = clock.instant();
        page.addAttribute("companies", companies());
        page.addAttribute("welcome", welcome);
        page.addAttribute(
                "oldest",
                history.oldestKept(now)
                        .map(made -> Span.of(Duration.between(made, now)))
                        .orElse(null));
        return "web/home";
    }

    /** What was written goes into the session and into no address: addresses are logged, and have an end. */
    @PostMapping("/")
    String begin(@RequestParam(defaultValue = "") String prompt, HttpSession session) {
        if (!prompt.isBlank()) {
            CreatePage.begin(session, prompt);
        }
        return "redirect:/create";
    }

    /** The lines of each company together, in the order of the catalogue. */
    private SequencedMap<Provider, List<ModelLine>> companies() {
        return ModelLine.all(catalogue, model -> estimates.estimate(model).map(Estimates.Estimate::total))
                .collect(Collectors.groupingBy(
                        line -> line.model().provider(), LinkedHashMap::new, Collectors.toUnmodifiableList()));
    }

    @Component
    static class Addresses implements OpenAddresses {

        @Override
        public List<String> open() {
            return List.of("/");
        }
    }
}
