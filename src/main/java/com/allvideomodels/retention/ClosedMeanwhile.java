package com.allvideomodels.retention;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers 503 to everything but the question for health until {@link RestoreGate} is open, with a page that needs neither session nor
 * database. After the filter that sets the security headers, before the one that looks for a session.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class ClosedMeanwhile extends OncePerRequestFilter implements ErrorViewResolver {

    /** What the page itself is made of; nobody's data is in it. */
    private static final List<String> OPEN =
            List.of("/actuator/health", "/css/", "/js/", "/img/", "/webjars/", "/favicon.ico");

    private static final String SECONDS = "30";

    private final RestoreGate gate;

    ClosedMeanwhile(RestoreGate gate) {
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gate.isOpen() || OPEN.stream().anyMatch(request.getServletPath()::startsWith)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return gate.isOpen() ? null : new ModelAndView("retention/closed", model, status);
    }
}
