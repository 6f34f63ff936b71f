package com.allvideomodels.privacy;

import com.allvideomodels.web.ChoiceCookies;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.LocalPath;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The published texts, for everyone to read. */
@Controller
class PolicyPages {

    private static final Pattern VERSION = Pattern.compile("[0-9.-]{10,20}");

    private final PolicyLibrary library;
    private final ProcessorRegister processors;
    private final ChoiceCookies cookies;

    PolicyPages(PolicyLibrary library, ProcessorRegister processors, ChoiceCookies cookies) {
        this.library = library;
        this.processors = processors;
        this.cookies = cookies;
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
                "histories",
                PolicyLibrary.DOCUMENTS.stream()
                        .map(document -> library.versions(document, language))
                        .toList());
        return "privacy/versions";
    }

    /** Any two versions of one text, word by word; without {@code from} the one before {@code to}. */
    @GetMapping("/privacy/versions/difference")
    String difference(
            @RequestParam(defaultValue = "") String document,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Locale language,
            Model model) {
        List<PolicyText> versions = library.versions(document, language);
        PolicyText newer = chosen(versions, to).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        PolicyText older = from.isEmpty()
                ? versions.get(Math.min(versions.indexOf(newer) + 1, versions.size() - 1))
                : chosen(versions, from).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("versions", versions);
        model.addAttribute("older", older);
        model.addAttribute("newer", newer);
        model.addAttribute("paragraphs", Difference.between(older.paragraphs(), newer.paragraphs()));
        return "privacy/difference";
    }

    private static Optional<PolicyText> chosen(List<PolicyText> versions, String version) {
        return versions.stream().filter(one -> one.version().equals(version)).findFirst();
    }

    /** Takes the notice of a new version off the pages of this browser. */
    @PostMapping("/privacy/versions/{version}/seen")
    String seen(
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String back,
            HttpServletResponse response) {
        if (VERSION.matcher(version).matches()) {
            cookies.remember(PolicyNews.COOKIE, version, response);
        }
        return "redirect:" + LocalPath.of(back, "/");
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
