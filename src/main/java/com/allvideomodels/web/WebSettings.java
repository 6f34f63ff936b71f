package com.allvideomodels.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Languages by cookie, else by what the browser asks for, {@link Me}, and the icon where no page names it. */
@Configuration(proxyBeanMethods = false)
class WebSettings implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new MeArgument());
    }

    /** Browsers ask for it beside whatever is no page of ours and so names no icon. */
    @Override
    public void addViewControllers(ViewControllerRegistry addresses) {
        addresses.addRedirectViewController("/favicon.ico", "/img/icon.svg");
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver(Languages.COOKIE) {
            @Override
            protected Locale parseLocaleValue(String tag) {
                // Another site on this host may have left its own.
                return Languages.nearest(tag);
            }
        };
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(
                request -> Languages.nearest(request.getLocale().toLanguageTag()));
        return resolver;
    }
}
