package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /admin/policies}: writing a new version of a text, looking at it as people will, and publishing it. */
@Controller
@RequestMapping("/admin/policies")
class PolicyDeskPages {

    private final PolicyDesk desk;
    private final PolicyLibrary library;

    PolicyDeskPages(PolicyDesk desk, PolicyLibrary library) {
        this.desk = desk;
        this.library = library;
    }

    @GetMapping
    String all(@Me AccountId me, Locale language, Model model) {
        desk.look("versions", me);
        model.addAttribute(
                "histories",
                PolicyLibrary.DOCUMENTS.stream()
                        .map(document -> library.versions(document, language))
                        .toList());
        model.addAttribute(
                "drafted",
                PolicyLibrary.DOCUMENTS.stream()
                        .filter(document -> desk.saved(document).isPresent())
                        .toList());
        return "admin/policies";
    }

    @GetMapping("/{document}")
    String write(@PathVariable String document, @Me AccountId me, Model model) {
        require(document);
        desk.look(document, me);
        model.addAttribute("draft", desk.draft(document));
        return page("admin/policy-draft", document, model);
    }

    @PostMapping("/{document}")
    String save(
            @PathVariable String document,
            @Me AccountId me,
            @ModelAttribute("draft") PolicyDraft draft,
            BindingResult errors,
            Model model) {
        require(document);
        draft.check(errors, library.markdown(), desk.earliest(document));
        if (errors.hasErrors()) {
            return page("admin/policy-draft", document, model);
        }
        desk.save(document, draft, me);
        return "redirect:/admin/policies/" + document + "/preview";
    }

    @GetMapping("/{document}/preview")
    String preview(@PathVariable String document, @Me AccountId me, Model model) {
        require(document);
        PolicyDraft draft = desk.saved(document).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        desk.look(document, me);
        model.addAttribute("draft", draft);
        model.addAttribute("wrong", isWrong(document, draft));
        model.addAttribute("texts", texts(document, draft));
        return page("admin/policy-preview", document, model);
    }

    /** What was right when it was saved may be wrong by now: its day has passed, or a later version was published. */
    private boolean isWrong(String document, PolicyDraft draft) {
        var errors = new BeanPropertyBindingResult(draft, "draft");
        draft.check(errors, library.markdown(), desk.earliest(document));
        return errors.hasErrors();
    }

    record Shown(PolicyText text, List<Difference.Paragraph> changes) {}

    private List<Shown> texts(String document, PolicyDraft draft) {
        return draft.texts(document, draft.effective()).stream()
                .map(library.markdown()::render)
                .map(text -> new Shown(
                        text,
                        Difference.between(
                                library.versions(document, Locale.forLanguageTag(text.language()))
                                        .getFirst()
                                        .paragraphs(),
                                text.paragraphs())))
                .toList();
    }

    @PostMapping("/{document}/publication")
    String publish(@PathVariable String document, @Me AccountId me, RedirectAttributes flash) {
        require(document);
        PolicyDraft draft = desk.saved(document).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (isWrong(document, draft)) {
            flash.addFlashAttribute("problem", "policies.stale");
            return "redirect:/admin/policies/" + document;
        }
        desk.publish(document, draft, me);
        flash.addFlashAttribute("notice", "policies.published");
        return "redirect:/admin/policies";
    }

    @PostMapping("/{document}/draft/deletion")
    String discard(@PathVariable String document, @Me AccountId me, RedirectAttributes flash) {
        require(document);
        if (desk.discard(document, me)) {
            flash.addFlashAttribute("notice", "policies.discarded");
        }
        return "redirect:/admin/policies";
    }

    private static void require(String document) {
        if (!PolicyLibrary.DOCUMENTS.contains(document)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private static String page(String view, String document, Model model) {
        model.addAttribute("document", document);
        model.addAttribute("weights", PolicyDraft.WEIGHTS);
        return view;
    }
}
