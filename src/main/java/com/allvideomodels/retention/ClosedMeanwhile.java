package com.allvideomodels.retention;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 to everything but the question for health until {@link RestoreGate} is open. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ClosedMeanwhile extends OncePerRequestFilter {

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Back soon</title>
            <h1>Back soon</h1><p>We are making sure that everything that was deleted stays deleted. Please try again in a few minutes.</p>
            <p lang="zh-CN">我们正在确认已删除的内容不会恢复。请几分钟后再试。</p></html>
            """;

    private final RestoreGate gate;

    ClosedMeanwhile(RestoreGate gate) {
        this.gate = gate;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gate.isOpen() || request.getRequestURI().startsWith("/actuator/health")) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "30");
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(PAGE);
    }
}
