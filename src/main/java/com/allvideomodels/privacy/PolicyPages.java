package com.allvideomodels.privacy;

import com.allvideomodels.web.Languages;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The published texts, for everyone to read. */
@Controller
class PolicyPages {

    private final PolicyLibrary library;
    private final ProcessorRegister processors;

    PolicyPages(PolicyLibrary library, ProcessorRegister processors) {
        this.library = library;
        this.processors = processors;
    }

    @GetMapping("/privacy")
    String privacy(Locale language, Model model) {
        return inForce(PolicyLibrary.PRIVACY, language, model);
    }

    @GetMapping("/terms")
    String terms(Locale language, Model model) {
        return inForce("terms", language, model);
    }

    @GetMapping("/acceptable-use")
    String acceptableUse(Locale language, Model model) {
        return inForce("acceptable-use", language, model);
    }

    @GetMapping("/privacy/versions")
    String versions(Locale language, Model model) {
        model.addAttribute(
                "versions",
                PolicyLibrary.DOCUMENTS.stream()
                        .flatMap(document -> library.versions(document, language).stream())
                        .toList());
        return "privacy/versions";
    }

    @GetMapping("/privacy/versions/{version}")
    String version(@PathVariable String version, Locale language, Model model) {
        return old(PolicyLibrary.PRIVACY, version, language, model);
    }

    @GetMapping("/terms/versions/{version}")
    String versionOfTerms(@PathVariable String version, Locale language, Model model) {
        return old("terms", version, language, model);
    }

    @GetMapping("/acceptable-use/versions/{version}")
    String versionOfAcceptableUse(@PathVariable String version, Locale language, Model model) {
        return old("acceptable-use", version, language, model);
    }

    @GetMapping("/processors")
    String processors(Locale language, Model model) {
        model.addAttribute("processors", processors.all());
        model.addAttribute("tag", Languages.nearest(language.toLanguageTag()).toLanguageTag());
        return "privacy/processors";
    }

    private String inForce(String document, Locale language, Model model) {
        PolicyText text = library.inForce(document, language);
        return page(text, text, model);
    }

    private String old(String document, String version, Locale language, Model model) {
        PolicyText text = library.find(document, version, language)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return page(text, library.inForce(document, language), model);
    }

    private static String page(PolicyText text, PolicyText inForce, Model model) {
        model.addAttribute("text", text);
        model.addAttribute("inForce", inForce);
        return "privacy/policy";
    }
}
