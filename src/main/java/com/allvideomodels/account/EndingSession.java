package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The session of somebody whose account is closed and not yet erased: it reaches the way back and what the law lets everyone ask, and
 * nothing else (clauses right.deletion, right.access).
 */
final class EndingSession {

    /** Where it leads, whatever was wanted. */
    static final String PAGE = "/settings/account/deletion";

    static final GrantedAuthority ROLE = new SimpleGrantedAuthority("ROLE_ENDING");

    private static final List<RequestMatcher> REACHED = Stream.of(
                    PAGE + "/**", "/settings/security/proof/**", "/privacy/**")
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList();

    private EndingSession() {}

    static boolean is(@Nullable Authentication session) {
        return session != null && session.getAuthorities().contains(ROLE);
    }

    /** Whether this is such a session at an address that it does not reach. */
    static boolean strays(HttpServletRequest request) {
        return is(SecurityContextHolder.getContext().getAuthentication())
                && REACHED.stream().noneMatch(one -> one.matches(request));
    }

    /** @return whether it strayed; if not, nothing was answered */
    static boolean leadBack(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!strays(request)) {
            return false;
        }
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", PAGE);
            response.setStatus(401);
        } else {
            response.sendRedirect(PAGE);
        }
        return true;
    }
}
