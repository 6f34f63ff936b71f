package com.allvideomodels.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookies that keep what a browser chose, for strangers too: language, theme and the like. A year at most. */
@Component
public class ChoiceCookies {

    private static final Duration LIFE = Duration.ofDays(365);

    private final boolean secure;

    ChoiceCookies(@Value("${server.servlet.session.cookie.secure:true}") boolean secure) {
        this.secure = secure;
    }

    /** From the next request on. */
    public void remember(Locale language, HttpServletResponse response) {
        add(Languages.COOKIE, language.toLanguageTag(), response);
    }

    /** From the next request on. */
    public void remember(Theme theme, HttpServletResponse response) {
        add(Theme.COOKIE, theme.word(), response);
    }

    /**
     * From the next request on.
     *
     * @param value of what may stand in a cookie as it is; empty to keep nothing any longer
     */
    public void remember(String name, String value, HttpServletResponse response) {
        add(name, value, response);
    }

    private void add(String name, String value, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path("/")
                .maxAge(value.isEmpty() ? Duration.ZERO : LIFE)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
