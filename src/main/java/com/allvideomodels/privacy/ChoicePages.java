package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Choice.Answer;
import com.allvideomodels.web.LocalPath;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /privacy/choices}: everything optional, to allow and to refuse with the same click (clauses right.objection, cookies.manage). */
@Controller
class ChoicePages {

    static final String PAGE = "/privacy/choices";

    /** One choice as the page shows it. */
    record Line(Choice choice, Answer answer, boolean allowed) {}

    /** One answer of before. */
    record Past(ConsentEvent event, Choice choice) {}

    private final ChoiceList choices;
    private final KeptChoices kept;
    private final ConsentHistory history;
    private final RestrictionBook restrictions;

    ChoicePages(ChoiceList choices, KeptChoices kept, ConsentHistory history, RestrictionBook restrictions) {
        this.choices = choices;
        this.kept = kept;
        this.history = history;
        this.restrictions = restrictions;
    }

    @GetMapping(PAGE)
    String show(@Me @Nullable AccountId me, HttpServletRequest request, Model model) {
        Signals signals = Signals.of(request);
        Map<Purpose, Answer> answers = kept.answers(request, me);
        model.addAttribute("signals", signals);
        model.addAttribute(
                "lines",
                asked(me).stream()
                        .map(one -> line(one, answers.getOrDefault(one.purpose(), Answer.NONE), signals))
                        .toList());
        model.addAttribute("history", me == null ? List.of() : optional(history.all(me)));
        model.addAttribute(
                "restriction", me == null ? null : restrictions.of(me).orElse(null));
        return "privacy/choices";
    }

    private static Line line(Choice choice, Answer answer, Signals signals) {
        boolean refused = choice.inBrowser() && signals.refuse();
        return new Line(choice, answer, !refused && choice.allowedBy(answer));
    }

    private List<Past> optional(List<ConsentEvent> events) {
        return events.stream()
                .flatMap(event -> choices.find(event.purpose()).stream().map(choice -> new Past(event, choice)))
                .toList();
    }

    /**
     * @param answer {@code all} or {@code none} of what runs in browsers; else each as its own field says
     * @param asked {@code banner} where it was on top of another page
     */
    @PostMapping(PAGE)
    String answer(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String asked,
            @RequestParam(required = false) @Nullable String back,
            @RequestParam Map<String, String> fields,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes later) {
        Map<Choice, Boolean> answers = answers(asked(me), answer, fields);
        if (Signals.of(request).refuse()) {
            answers.entrySet().removeIf(one -> one.getKey().inBrowser() && one.getValue());
        }
        kept.keep(answers, asked.equals("banner") ? Means.BANNER : Means.CHOICES_PAGE, me, request, response);
        if (me != null) {
            later.addFlashAttribute("notice", "choices.saved");
        }
        return "redirect:" + LocalPath.of(back, PAGE);
    }

    private static Map<Choice, Boolean> answers(List<Choice> asked, String answer, Map<String, String> fields) {
        Map<Choice, Boolean> answers = new LinkedHashMap<>();
        for (Choice choice : asked) {
            String word = choice.inBrowser() && List.of("all", "none").contains(answer)
                    ? answer
                    : fields.getOrDefault(choice.key(), "");
            switch (word) {
                case "all", "yes" -> answers.put(choice, true);
                case "none", "no" -> answers.put(choice, false);
                default -> {}
            }
        }
        return answers;
    }

    private List<Choice> asked(@Nullable AccountId me) {
        return me == null ? choices.ofBrowsers() : choices.all();
    }

    /** That the signal is honoured here (Global Privacy Control, section 5); the day since when. */
    @GetMapping(value = "/.well-known/gpc.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> signalIsHonoured() {
        return Map.of("gpc", true, "lastUpdate", "2026-11-26");
    }
}
