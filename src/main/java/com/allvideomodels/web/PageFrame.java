package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts into every page what its frame shows. */
@ControllerAdvice
class PageFrame {

    private final List<PageFacts> facts;
    private final List<RequestFacts> everyone;
    private final Operator operator;

    PageFrame(List<PageFacts> facts, List<RequestFacts> everyone, Operator operator) {
        this.facts = facts;
        this.everyone = everyone;
        this.operator = operator;
    }

    @ModelAttribute
    void frame(Model model, HttpServletRequest request) {
        // Asks neither the session nor the database, which may be what is broken.
        boolean bare = FaultPages.isFault(request);
        AccountId me = bare ? null : SignedIn.current();
        model.addAttribute("operator", operator);
        model.addAttribute("path", path(request));
        model.addAttribute("here", here(request));
        model.addAttribute("nonce", request.getAttribute(ContentPolicy.NONCE));
        model.addAttribute("theme", Theme.of(request).word());
        model.addAttribute("bare", bare);
        model.addAttribute("signedIn", me != null);
        if (me != null && isPage(request)) {
            facts.forEach(fact -> model.addAllAttributes(fact.of(me)));
        }
        if (!bare && isPage(request)) {
            everyone.forEach(fact -> model.addAllAttributes(fact.of(request, me)));
        }
    }

    /** Where the person is: for an error the page that failed, not the page that says so. */
    private static String path(HttpServletRequest request) {
        @Nullable Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String page ? page : request.getRequestURI();
    }

    /** The whole address to come back to, unless it is too long for one. */
    private static String here(HttpServletRequest request) {
        String path = path(request);
        String query = HttpMethod.GET.matches(request.getMethod()) ? request.getQueryString() : null;
        return query == null ? path : LocalPath.of(path + "?" + query, path);
    }

    /** Only pages have a frame: a POST redirects, and htmx asks for parts. */
    private static boolean isPage(HttpServletRequest request) {
        return !"true".equals(request.getHeader("HX-Request"));
    }
}
