package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * What somebody asked for before they were asked to show once more who they are: a page to return to, or a form to send again.
 *
 * @param path with its query; for a form the address it goes to
 * @param form what the form held, without its token; nothing for a page
 * @param whole whether the form is all there: one with files or a very long one is not kept
 */
record Wanted(String path, @Nullable Map<String, List<String>> form, boolean whole, Instant since)
        implements Serializable {

    private static final String NAME = "proof.wanted";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int LONGEST = 20_000;

    static Wanted of(HttpServletRequest request, Instant now) {
        String path = request.getRequestURI();
        if (HttpMethod.GET.matches(request.getMethod())) {
            String query = request.getQueryString();
            return new Wanted(query == null ? path : path + "?" + query, null, true, now);
        }
        boolean whole = isPlainForm(request) && length(request) <= LONGEST;
        return new Wanted(path, whole ? fields(request) : Map.of(), whole, now);
    }

    /** This page, whatever was asked for: by a script, which does not come back to what it asked. */
    static Wanted page(String path, Instant now) {
        return new Wanted(path, null, true, now);
    }

    boolean isForm() {
        return form != null;
    }

    boolean isOfStaff() {
        return path.equals("/admin") || path.startsWith("/admin/") || path.startsWith("/admin?");
    }

    void keepIn(HttpSession session) {
        session.setAttribute(NAME, this);
    }

    /** What was wanted last in this session, unless that is long ago; it stays there. */
    static @Nullable Wanted in(@Nullable HttpSession session, Instant now) {
        return session != null
                        && session.getAttribute(NAME) instanceof Wanted wanted
                        && wanted.since().plus(LIFE).isAfter(now)
                ? wanted
                : null;
    }

    static void forget(HttpSession session) {
        session.removeAttribute(NAME);
    }

    private static boolean isPlainForm(HttpServletRequest request) {
        String type = request.getContentType();
        return HttpMethod.POST.matches(request.getMethod())
                && (type == null || type.startsWith("application/x-www-form-urlencoded"));
    }

    private static int length(HttpServletRequest request) {
        return request.getParameterMap().values().stream()
                .flatMap(java.util.Arrays::stream)
                .mapToInt(String::length)
                .sum();
    }

    private static Map<String, List<String>> fields(HttpServletRequest request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                fields.put(name, List.of(values));
            }
        });
        return fields;
    }
}
