package com.allvideomodels.account;

import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.Unfinished;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who may call what: strangers the open addresses, people with an account everything else of their own. */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            List<OpenAddresses> addresses,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts,
            RequestCache requests,
            ObjectProvider<ClientRegistrationRepository> google,
            GoogleSignIn googleSignIn,
            List<Unfinished> unfinished)
            throws Exception {
        String[] open = addresses.stream().flatMap(one -> one.open().stream()).toArray(String[]::new);
        String[] machines =
                addresses.stream().flatMap(one -> one.forMachines().stream()).toArray(String[]::new);
        http.authorizeHttpRequests(rules -> rules.requestMatchers(open)
                        .permitAll()
                        .requestMatchers(machines)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers(machines).csrfTokenRepository(csrfTokens))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(requests))
                .exceptionHandling(trouble -> trouble.authenticationEntryPoint(entryPoint(requests, unfinished)))
                .anonymous(anonymous -> {})
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/"));
        if (google.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .authorizedClientRepository(new NoTokensKept())
                    .successHandler(googleSignIn)
                    .failureHandler(googleSignIn));
        }
        return http.build();
    }

    /**
     * In a cookie of its own, so that a stranger who only reads needs no session. Over TLS its name makes browsers refuse one that a
     * neighbouring host set.
     */
    @Bean
    CsrfTokenRepository csrfTokens(@Value("${server.servlet.session.cookie.secure:true}") boolean secure) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(secure ? "__Host-csrf" : "csrf");
        tokens.setCookiePath("/");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
        return tokens;
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    SessionAuthenticationStrategy sessionStrategy(CsrfTokenRepository csrfTokens) {
        return new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrfTokens)));
    }

    /** Pages alone are worth returning to after a sign-in, not parts of pages, pictures or streams. */
    @Bean
    // Without a parameter of its own the address comes back as it was; the setter takes null for that and does not say
    // so.
    @SuppressWarnings("NullAway")
    RequestCache savedRequests() {
        var requests = new HttpSessionRequestCache();
        requests.setMatchingRequestParameterName(null);
        requests.setRequestMatcher(SignInSecurity::isPage);
        return requests;
    }

    /** Nobody is authenticated by a manager: passwords are looked at in {@link SignIns} alone. */
    @Bean
    AuthenticationManager nobody() {
        return authentication -> {
            throw new ProviderNotFoundException("people sign in on the page");
        };
    }

    private static AuthenticationEntryPoint entryPoint(RequestCache requests, List<Unfinished> unfinished) {
        var page = new LoginUrlAuthenticationEntryPoint("/sign-in");
        return (request, response, trouble) -> {
            unfinished.stream()
                    .flatMap(form -> form.keep(request).stream())
                    .findFirst()
                    .ifPresent(path -> requests.saveRequest(new ComingBack(request, path), response));
            if (isPart(request)) {
                // A sign-in page must not be swapped into a corner of the page that asked.
                response.setHeader("HX-Redirect", "/sign-in");
                response.setStatus(401);
            } else {
                page.commence(request, response, trouble);
            }
        };
    }

    private static boolean isPage(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return HttpMethod.GET.matches(request.getMethod())
                && !isPart(request)
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static boolean isPart(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }
}
