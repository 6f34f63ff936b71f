package com.allvideomodels.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts into every page what its frame shows. */
@ControllerAdvice
class PageFrame {

    private final List<PageFacts> facts;
    private final Operator operator;

    PageFrame(List<PageFacts> facts, Operator operator) {
        this.facts = facts;
        this.operator = operator;
    }

    @ModelAttribute
    void frame(Model model, HttpServletRequest request) {
        model.addAttribute("operator", operator);
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("nonce", nonce(request));
        model.addAttribute("theme", Theme.of(request).word());
        var me = MeArgument.current();
        model.addAttribute("signedIn", me != null);
        if (me != null && isPage(request)) {
            facts.forEach(fact -> model.addAllAttributes(fact.of(me)));
        }
    }

    /** Only pages have a frame: a POST redirects, and htmx asks for parts. */
    private static boolean isPage(HttpServletRequest request) {
        return !"true".equals(request.getHeader("HX-Request"));
    }

    private static @Nullable Object nonce(HttpServletRequest request) {
        return request.getAttribute(ContentPolicy.NONCE);
    }
}
