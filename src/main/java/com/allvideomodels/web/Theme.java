package com.allvideomodels.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.WebUtils;

/** How pages look. {@code SYSTEM} follows the device. */
public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The cookie that carries the choice to pages of strangers too. */
    public static final String COOKIE = "theme";

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Theme> parse(String word) {
        for (Theme theme : values()) {
            if (theme.word().equals(word)) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }

    static Theme of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? SYSTEM : parse(cookie.getValue()).orElse(SYSTEM);
    }
}
