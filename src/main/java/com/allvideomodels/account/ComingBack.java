package com.allvideomodels.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request for a page in the place of the one that could not be answered: what is saved is where to return to. */
class ComingBack extends HttpServletRequestWrapper {

    private final String path;

    ComingBack(HttpServletRequest instead, String path) {
        super(instead);
        this.path = path;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public StringBuffer getRequestURL() {
        String whole = super.getRequestURL().toString();
        String own = super.getRequestURI();
        return new StringBuffer(whole.substring(0, whole.length() - own.length()) + path);
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }
}
