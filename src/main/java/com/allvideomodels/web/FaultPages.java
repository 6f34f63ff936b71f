package com.allvideomodels.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.DefaultErrorViewResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The page that says that something is broken knows no session: sessions live in the database, and the database may be what is
 * broken. Whatever asks for one on the way (flash values, tokens of forms) is told that there is none.
 */
@Configuration(proxyBeanMethods = false)
class FaultPages {

    /** Spring Security, at -100, asks for the session too; Spring Session, far before it, must have been there. */
    private static final int BEFORE_SECURITY = -101;

    /** Whether this request is for such a page. */
    static boolean isFault(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 500;
    }

    @Bean
    FilterRegistrationBean<WithoutSession> withoutSession() {
        var registration = new FilterRegistrationBean<>(new WithoutSession());
        registration.setDispatcherTypes(DispatcherType.ERROR);
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }

    /** Spring Boot's own, which gives way as soon as any module resolves a page of its own. */
    @Bean
    DefaultErrorViewResolver pagesByStatus(ApplicationContext context, WebProperties settings) {
        return new DefaultErrorViewResolver(context, settings.getResources());
    }

    static class WithoutSession extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            chain.doFilter(isFault(request) ? new Sessionless(request) : request, response);
        }
    }

    private static class Sessionless extends HttpServletRequestWrapper {

        Sessionless(HttpServletRequest request) {
            super(request);
        }

        @Override
        public HttpSession getSession() {
            return none();
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? none() : null;
        }

        private static HttpSession none() {
            throw new IllegalStateException("The page of a fault has no session");
        }
    }
}
