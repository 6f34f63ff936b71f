package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** What happens when somebody comes back from Google. */
@Component
class GoogleSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final String LINKING = "google.linking";
    private static final String ARRIVAL = "google.arrival";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Somebody signed in went off to link their account. */
    private record Linking(AccountId account, Instant since) implements Serializable {}

    /** Somebody without an account came back and is asked what everyone is asked at sign-up. */
    private record Arrival(ExternalIdentity identity, Instant since) implements Serializable {}

    private final Identities identities;
    private final AccountRepository accounts;
    private final Entrance entrance;
    private final InstantSource clock;

    GoogleSignIn(Identities identities, AccountRepository accounts, Entrance entrance, InstantSource clock) {
        this.identities = identities;
        this.accounts = accounts;
        this.entrance = entrance;
        this.clock = clock;
    }

    /** From now on for a few minutes, coming back from Google means linking this account. */
    void prepareLinking(AccountId account, HttpSession session) {
        session.setAttribute(LINKING, new Linking(account, clock.instant()));
    }

    /** Who came from Google and is about to sign up in this session. */
    @Nullable
    ExternalIdentity arrival(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ARRIVAL) instanceof Arrival arrival && isRecent(arrival.since())
                ? arrival.identity()
                : null;
    }

    void forgetArrival(HttpSession session) {
        session.removeAttribute(ARRIVAL);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        if (!(authentication.getPrincipal() instanceof OidcUser user)) {
            throw new IllegalStateException("only OpenID Connect is configured");
        }
        ExternalIdentity identity = ExternalIdentity.of(user);
        AccountId linking = takeLinking(request.getSession());
        response.sendRedirect(
                linking == null ? signIn(identity, request, response) : link(identity, linking, request, response));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException trouble)
            throws IOException {
        HttpSession session = request.getSession(false);
        boolean linking = session != null && takeLinking(session) != null;
        boolean declined = trouble instanceof OAuth2AuthenticationException oauth
                && "access_denied".equals(oauth.getError().getErrorCode());
        response.sendRedirect((linking ? "/settings/security" : "/sign-in") + (declined ? "" : "?google=failed"));
    }

    private String link(
            ExternalIdentity identity, AccountId account, HttpServletRequest request, HttpServletResponse response) {
        entrance.restore(account, request, response);
        return identities.link(identity, account)
                ? "/settings/security?google=linked"
                : "/settings/security?google=taken";
    }

    private String signIn(ExternalIdentity identity, HttpServletRequest request, HttpServletResponse response) {
        var known = identities.find(identity);
        if (known.isPresent()) {
            return entrance.admit(known.get(), SignInHistory.Method.GOOGLE, request, response);
        }
        entrance.nobody(request, response);
        var namesake = identity.email() == null
                ? Optional.<Account>empty()
                : accounts.findByConfirmedEmail(identity.email().value());
        if (namesake.isEmpty() || !identity.verified()) {
            request.getSession().setAttribute(ARRIVAL, new Arrival(identity, clock.instant()));
            return "/sign-up";
        }
        // Google gave this address out itself, so whoever Google lets in owns it. Of any other address it only knows
        // the past.
        return identity.provesAddress()
                        && identities.link(identity, namesake.get().id())
                ? entrance.admit(namesake.get().id(), SignInHistory.Method.GOOGLE, request, response)
                : "/sign-in?google=link-first";
    }

    private @Nullable AccountId takeLinking(HttpSession session) {
        Object found = session.getAttribute(LINKING);
        session.removeAttribute(LINKING);
        return found instanceof Linking linking && isRecent(linking.since()) ? linking.account() : null;
    }

    private boolean isRecent(Instant since) {
        return since.plus(PATIENCE).isAfter(clock.instant());
    }
}
