package com.allvideomodels.generation;

import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.web.OpenAddresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: a composer, and what one should know before using it. The same for everyone. */
@Controller
class HomePage {

    private final ObjectProvider<Catalogue> catalogue;
    private final long welcome;

    HomePage(ObjectProvider<Catalogue> catalogue, @Value("${credits.welcome:200}") long welcome) {
        this.catalogue = catalogue;
        this.welcome = welcome;
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("companies", companies());
        model.addAttribute("welcome", welcome);
        return "web/home";
    }

    /** The lines of each company together, in the order of the catalogue. */
    private SequencedMap<Provider, List<ModelLine>> companies() {
        return catalogue.stream()
                .flatMap(ModelLine::all)
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
