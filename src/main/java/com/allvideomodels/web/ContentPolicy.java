package com.allvideomodels.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The security headers of every answer. Scripts and styles run only from our own files or with the nonce of the answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ContentPolicy extends OncePerRequestFilter {

    static final String NONCE = ContentPolicy.class.getName() + ".nonce";

    private final SecureRandom random = new SecureRandom();
    private final String targets;

    ContentPolicy(List<FormTargets> modules) {
        this.targets = Stream.concat(
                        Stream.of("'self'", "https://accounts.google.com"),
                        modules.stream().flatMap(one -> one.origins().stream()))
                .collect(Collectors.joining(" "));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String nonce = nonce();
        request.setAttribute(NONCE, nonce);
        response.setHeader("Content-Security-Policy", policy(nonce));
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
        chain.doFilter(request, response);
    }

    private String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
                + "form-action " + targets + "; frame-ancestors 'none'; base-uri 'none'";
    }

    private String nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
