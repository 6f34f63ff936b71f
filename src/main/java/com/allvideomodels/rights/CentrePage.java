package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.CentreSection;
import com.allvideomodels.web.Me;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** One page with everything a person may know of what is held about them, put together from the sections of all modules. */
@Controller
class CentrePage {

    private final List<CentreSection> sections;

    CentrePage(List<CentreSection> sections) {
        this.sections = sections.stream()
                .sorted(Comparator.comparing(CentreSection::place))
                .toList();
    }

    /** A section with what it tells of one person. */
    record Told(String id, String title, String template, Map<String, Object> facts) {}

    @GetMapping("/privacy/centre")
    String show(@Me AccountId me, Locale language, Model model) {
        model.addAttribute(
                "sections",
                sections.stream()
                        .map(one -> new Told(one.id(), one.title(), one.template(), one.about(me, language)))
                        .toList());
        return "rights/centre";
    }
}
