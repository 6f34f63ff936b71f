package com.allvideomodels.account;

import com.allvideomodels.web.FreshAddresses;
import com.allvideomodels.web.OpenAddresses;
import com.allvideomodels.web.StaffAddresses;
import com.allvideomodels.web.Unfinished;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;

/** Who may call what: strangers the open addresses, people with an account everything else of their own. */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {

    /** What adds or removes a second factor: only for who has just shown one, or the password. */
    private static final String[] FACTORS = {
        "/settings/security/authenticator/**",
        "/settings/security/passkeys/**",
        "/settings/security/recovery-codes/**",
        "/webauthn/register/**"
    };

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            List<OpenAddresses> addresses,
            List<StaffAddresses> staff,
            List<FreshAddresses> fresh,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts,
            RequestCache requests,
            ObjectProvider<ClientRegistrationRepository> google,
            GoogleSignIn googleSignIn,
            List<Unfinished> unfinished,
            MissingProof proof,
            PasskeySignIn passkeySignIn,
            InstantSource clock)
            throws Exception {
        String[] open = addresses.stream().flatMap(one -> one.open().stream()).toArray(String[]::new);
        String[] machines =
                addresses.stream().flatMap(one -> one.forMachines().stream()).toArray(String[]::new);
        http.authorizeHttpRequests(rules -> {
                    rules.requestMatchers(open)
                            .permitAll()
                            .requestMatchers(machines)
                            .permitAll();
                    staff.stream()
                            .flatMap(module -> module.addresses().stream())
                            .forEach(one -> rules.requestMatchers(one.method(), one.pattern())
                                    .access(StaffRule.of(one, clock)));
                    rules.requestMatchers(FACTORS).access(new JustShown(clock));
                    fresh.stream()
                            .flatMap(module -> module.fresh().stream())
                            .forEach(one -> rules.requestMatchers(one).access(new JustShown(clock)));
                    rules.requestMatchers("/admin/**").denyAll().anyRequest().authenticated();
                })
                .csrf(csrf -> csrf.ignoringRequestMatchers(machines).csrfTokenRepository(csrfTokens))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(requests))
                .exceptionHandling(trouble -> trouble.authenticationEntryPoint(entryPoint(requests, unfinished))
                        .accessDeniedHandler(refusal(requests, unfinished, proof)))
                .anonymous(anonymous -> {})
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .webAuthn(passkeys ->
                        passkeys.disableDefaultRegistrationPage(true).withObjectPostProcessor(admitting(passkeySignIn)))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/"));
        if (google.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .authorizedClientRepository(new NoTokensKept())
                    .successHandler(googleSignIn)
                    .failureHandler(googleSignIn));
        }
        return http.build();
    }

    /** Spring Security checks the passkey; who it belongs to comes in through the door that everyone uses. */
    private static ObjectPostProcessor<WebAuthnAuthenticationFilter> admitting(PasskeySignIn door) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
                filter.setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
                filter.setAuthenticationSuccessHandler(door);
                return filter;
            }
        };
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
    SecurityContextRepository securityContexts(StaffGrants grants, Standing standing, InstantSource clock) {
        return new StaffContexts(grants, standing, clock);
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
            keep(requests, unfinished, request, response);
            if (isPart(request)) {
                // A sign-in page must not be swapped into a corner of the page that asked.
                response.setHeader("HX-Redirect", "/sign-in");
                response.setStatus(401);
            } else {
                page.commence(request, response, trouble);
            }
        };
    }

    /**
     * Somebody who signed out in another tab lost the token of this tab's form with it: what they typed is kept, and they are asked to
     * sign in. Only where the browser says that the form is ours, so that no other site can plant one.
     */
    private static AccessDeniedHandler refusal(RequestCache requests, List<Unfinished> unfinished, MissingProof proof) {
        var refusal = new AccessDeniedHandlerImpl();
        return (request, response, trouble) -> {
            boolean signedOut = trouble instanceof CsrfException
                    && SecurityContextHolder.getContext().getAuthentication() == null
                    && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
            if (proof.lead(request, response, trouble)) {
                return;
            }
            if (signedOut && !isPart(request) && keep(requests, unfinished, request, response)) {
                response.sendRedirect("/sign-in");
            } else {
                refusal.handle(request, response, trouble);
            }
        };
    }

    /** @return whether there was anything to keep */
    private static boolean keep(
            RequestCache requests,
            List<Unfinished> unfinished,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<String> path =
                unfinished.stream().flatMap(form -> form.keep(request).stream()).findFirst();
        path.ifPresent(back -> requests.saveRequest(new ComingBack(request, back), response));
        return path.isPresent();
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
