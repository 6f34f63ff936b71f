package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The buttons at the foot of every page. */
@Controller
class Choices {

    private final ChoiceCookies cookies;
    private final ApplicationEventPublisher events;

    Choices(ChoiceCookies cookies, ApplicationEventPublisher events) {
        this.cookies = cookies;
        this.events = events;
    }

    @PostMapping("/language")
    ResponseEntity<Void> language(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletResponse response) {
        Locale chosen = Languages.nearest(language);
        cookies.remember(chosen, response);
        if (me != null) {
            events.publishEvent(new LanguageChosen(me, chosen));
        }
        return backTo(back);
    }

    @PostMapping("/theme")
    ResponseEntity<Void> theme(
            @Me @Nullable AccountId me,
            @RequestParam(defaultValue = "") String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletResponse response) {
        Theme chosen = Theme.parse(theme).orElse(Theme.SYSTEM);
        cookies.remember(chosen, response);
        if (me != null) {
            events.publishEvent(new ThemeChosen(me, chosen));
        }
        return backTo(back);
    }

    private static ResponseEntity<Void> backTo(String back) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(LocalPath.of(back, "/")))
                .build();
    }
}
