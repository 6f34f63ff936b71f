package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.RequestFacts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Tells everyone on every page of a change that matters, until they have read that or a month has passed (clause changes.significant). */
@Component
class PolicyNews implements RequestFacts {

    /** The version whose notice this browser has taken off. */
    static final String COOKIE = "policy-news";

    private static final Duration NEWS = Duration.ofDays(30);

    private final PublishedTexts published;
    private final InstantSource clock;

    PolicyNews(PublishedTexts published, InstantSource clock) {
        this.published = published;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> of(HttpServletRequest request, @Nullable AccountId me) {
        if (request.getRequestURI().equals(AcceptancePage.PAGE)) {
            return Map.of();
        }
        Cookie seen = WebUtils.getCookie(request, COOKIE);
        Locale language = Languages.nearest(LocaleContextHolder.getLocale().toLanguageTag());
        return published
                .noticed(language.toLanguageTag(), clock.instant().minus(NEWS))
                .filter(text -> seen == null || !seen.getValue().equals(text.version()))
                .<Map<String, Object>>map(text -> Map.of("policyNews", text))
                .orElse(Map.of());
    }
}
