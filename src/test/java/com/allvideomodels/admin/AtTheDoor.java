package com.allvideomodels.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a test stop a request where every filter has let it through and its handler is known, just before that is called. */
public class AtTheDoor implements WebMvcConfigurer, HandlerInterceptor {

    /** What such a request is answered with; no handler of the product answers so. */
    static final int REACHED = 299;

    private static final String STOP = AtTheDoor.class.getName();

    static MockHttpServletRequest stop(MockHttpServletRequest request) {
        request.setAttribute(STOP, true);
        return request;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean stops = request.getAttribute(STOP) != null && handler instanceof HandlerMethod;
        if (stops) {
            response.setStatus(REACHED);
        }
        return !stops;
    }
}
