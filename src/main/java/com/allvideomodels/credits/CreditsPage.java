package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /credits}: what a person has, and why. */
@Controller
class CreditsPage {

    private final Entries entries;
    private final Statement statement;

    CreditsPage(Entries entries, Statement statement) {
        this.entries = entries;
        this.statement = statement;
    }

    @GetMapping("/credits")
    String show(
            @Me AccountId me,
            @RequestParam(required = false) @Nullable String before,
            HttpServletRequest request,
            Model model) {
        UUID place = place(before);
        model.addAttribute("now", entries.balance(me).orElse(Entries.Snapshot.NOTHING));
        model.addAttribute("page", statement.page(me, place));
        model.addAttribute("first", place == null);
        if (request.getParameterMap().containsKey("recompute")) {
            model.addAttribute("recount", statement.recount(me));
        }
        return "credits/credits";
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
