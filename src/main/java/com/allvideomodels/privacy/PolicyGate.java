package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who has not agreed to a version that needs it gets the page that asks, in place of every page of their own but those on which they use
 * a right: export, correct, delete, choose, sign out (clause changes.consent). What a stranger may see stays open to them too.
 */
@Component
class PolicyGate implements HandlerInterceptor {

    /** Beside what is open to everyone. Staff at their work act for others, not for themselves. */
    private static final List<String> ALWAYS =
            List.of("/privacy/**", "/settings/**", "/consents/**", "/sign-out", "/webauthn/**", "/admin/**");

    private final PublishedTexts published;
    private final PolicyLibrary library;
    private final List<PathPattern> open;

    PolicyGate(PublishedTexts published, PolicyLibrary library, List<OpenAddresses> modules) {
        this.published = published;
        this.library = library;
        this.open = Stream.concat(ALWAYS.stream(), modules.stream().flatMap(one -> one.open().stream()))
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    record InFrontOfPages(ObjectProvider<PolicyGate> gate) implements WebMvcConfigurer {

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(gate.getObject());
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        AccountId me = handler instanceof HandlerMethod && request.getDispatcherType() == DispatcherType.REQUEST
                ? SignedIn.current()
                : null;
        if (me == null || isOpen(request.getRequestURI()) || !published.awaits(me, library.today())) {
            return true;
        }
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", AcceptancePage.PAGE);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", AcceptancePage.PAGE);
        }
        return false;
    }

    private boolean isOpen(String path) {
        var container = PathContainer.parsePath(path);
        return open.stream().anyMatch(pattern -> pattern.matches(container));
    }
}
