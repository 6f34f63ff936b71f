package com.allvideomodels.account;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Remembers how the age screen ended: in the session that it was passed, for an hour; in the browser that it was not, for a day, so
 * that going back and typing another date does not help. The cookie holds one word and nothing is kept on our side.
 */
@Component
class AgeMarker {

    private static final String COOKIE = "age-screen";
    private static final String PASSED = "sign-up.age-passed";
    private static final String INVITED = "sign-up.parental-consent";
    private static final Duration REFUSED_FOR = Duration.ofDays(1);
    private static final Duration PASSED_FOR = Duration.ofHours(1);

    private final boolean secure;
    private final InstantSource clock;

    AgeMarker(@Value("${server.servlet.session.cookie.secure:true}") boolean secure, InstantSource clock) {
        this.secure = secure;
        this.clock = clock;
    }

    /** How the screen ended in this browser less than a day ago, if it ended the sign-up; a parent's invitation is an answer to it. */
    @Nullable
    AgeScreen refused(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null) {
            return null;
        }
        if (!"guardian".equals(cookie.getValue())) {
            return AgeScreen.CHILD;
        }
        return invited(request) == null ? AgeScreen.TEENAGER : null;
    }

    boolean passed(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return invited(request) != null
                || session != null
                        && session.getAttribute(PASSED) instanceof Instant at
                        && at.plus(PASSED_FOR).isAfter(clock.instant());
    }

    void pass(HttpServletRequest request) {
        request.getSession().setAttribute(PASSED, clock.instant());
    }

    /** Somebody followed a parent's invitation in this session. */
    void invite(UUID consent, HttpServletRequest request) {
        request.getSession().setAttribute(INVITED, consent);
    }

    /** With which parent's consent this session signs up, if with one. */
    @Nullable
    UUID invited(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(INVITED) instanceof UUID consent ? consent : null;
    }

    /** The session goes with all it holds: where the person came from another party, that party's word of who they are. */
    void refuse(AgeScreen why, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        ResponseCookie cookie = ResponseCookie.from(COOKIE, why == AgeScreen.TEENAGER ? "guardian" : "no")
                .path("/sign-up")
                .maxAge(REFUSED_FOR)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(PASSED);
            session.removeAttribute(INVITED);
        }
    }
}
