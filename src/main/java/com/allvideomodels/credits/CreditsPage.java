package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /credits}: what a person has, and why. */
@Controller
class CreditsPage {

    private final Entries entries;
    private final Lots lots;
    private final Statement statement;
    private final List<CauseStories> stories;
    private final MessageSource messages;

    CreditsPage(Entries entries, Lots lots, Statement statement, List<CauseStories> stories, MessageSource messages) {
        this.entries = entries;
        this.lots = lots;
        this.statement = statement;
        this.stories = List.copyOf(stories);
        this.messages = messages;
    }

    @GetMapping("/credits")
    String show(
            @Me AccountId me,
            @RequestParam(required = false) @Nullable String before,
            HttpServletRequest request,
            Locale language,
            Model model) {
        UUID place = place(before);
        model.addAttribute("now", entries.balance(me).orElse(Entries.Snapshot.NOTHING));
        model.addAttribute("lapsing", lots.lapsing(me));
        Statement.Page page = statement.page(me, place);
        model.addAttribute("page", page);
        model.addAttribute("told", told(me, page.lines(), language));
        model.addAttribute("first", place == null);
        if (request.getParameterMap().containsKey("recompute")) {
            model.addAttribute("recount", statement.recount(me));
        }
        return "credits/credits";
    }

    private Map<String, String> told(AccountId me, List<Statement.Line> lines, Locale language) {
        Map<String, String> told = new HashMap<>();
        for (CauseStories story : stories) {
            List<String> references = lines.stream()
                    .map(Statement.Line::cause)
                    .filter(cause -> cause.kind().equals(story.kind()))
                    .map(Cause::reference)
                    .distinct()
                    .toList();
            story.told(me, references)
                    .forEach((reference, words) -> told.put(reference, messages.getMessage(words, language)));
        }
        return told;
    }

    /** Anything that is no place in the list is its beginning. */
    private static @Nullable UUID place(@Nullable String before) {
        try {
            return before == null ? null : UUID.fromString(before);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
