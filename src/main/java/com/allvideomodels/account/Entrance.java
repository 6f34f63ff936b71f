package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.ChoiceCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** The one door: whoever gets in by whatever means gets in here. */
@Component
class Entrance {

    /** How long a person may be away and still be signed in; a session of nobody ends with the usual time. */
    static final Duration LIFE = Duration.ofDays(14);

    /** Where whoever would get into a closed account is sent. */
    static final String CLOSED = "/sign-in?closed=yes";

    private final AccountRepository accounts;
    private final SignInHistory history;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy sessions;
    private final RequestCache requests;
    private final ChoiceCookies cookies;
    private final StaffGrants staff;
    private final InstantSource clock;

    Entrance(
            AccountRepository accounts,
            SignInHistory history,
            SecurityContextRepository contexts,
            SessionAuthenticationStrategy sessions,
            RequestCache requests,
            ChoiceCookies cookies,
            StaffGrants staff,
            InstantSource clock) {
        this.accounts = accounts;
        this.history = history;
        this.contexts = contexts;
        this.sessions = sessions;
        this.requests = requests;
        this.cookies = cookies;
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * Signs the person in, with a new session id and everything the session held before; not into a closed account.
     *
     * @return the path to go on to: what the person wanted before they were asked to sign in, else the page to create on; where the
     *     account is closed, the page that says so
     */
    String admit(AccountId who, SignInHistory.Method method, HttpServletRequest request, HttpServletResponse response) {
        Account account = accounts.findById(who.value()).orElseThrow();
        if (account.closed()) {
            nobody(request, response);
            return CLOSED;
        }
        Visitor visitor = Visitor.of(request);
        history.note(account, visitor, method);
        String wanted = wanted(request, response);
        Authentication person = personOf(who, List.of(method.factor().shownAt(clock.instant())));
        sessions.onAuthentication(person, request, response);
        keep(person, request, response);
        limit(request.getSession(), who);
        request.getSession().setAttribute(OpenSessions.DEVICE, visitor.device().words());
        request.getSession().setAttribute(OpenSessions.PLACE, visitor.network().neighbourhood());
        cookies.remember(account.language(), response);
        cookies.remember(account.theme(), response);
        return wanted;
    }

    /** Leaves the session as it was before a detour through another party: the same person, or nobody. */
    void restore(AccountId who, HttpServletRequest request, HttpServletResponse response) {
        keep(personOf(who, List.of()), request, response);
    }

    void nobody(HttpServletRequest request, HttpServletResponse response) {
        SecurityContext empty = SecurityContextHolder.createEmptyContext();
        SecurityContextHolder.setContext(empty);
        contexts.saveContext(empty, request, response);
    }

    private void keep(Authentication person, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(person);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private String wanted(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        requests.removeRequest(request, response);
        return saved == null ? "/create" : local(saved.getRedirectUrl());
    }

    /** Path and query alone: the host of a saved request is what its sender said it is. */
    private static String local(String address) {
        URI uri = URI.create(address);
        String query = uri.getRawQuery();
        return query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
    }

    private void limit(HttpSession session, AccountId who) {
        session.setMaxInactiveInterval(Math.toIntExact(LIFE.toSeconds()));
        if (staff.isStaff(who)) {
            StaffContexts.limit(session, clock.instant());
        }
    }

    private static Authentication personOf(AccountId who, List<FactorGrantedAuthority> shown) {
        List<GrantedAuthority> authorities = new ArrayList<>(shown);
        authorities.add(new SimpleGrantedAuthority("ROLE_USER"));
        return UsernamePasswordAuthenticationToken.authenticated(new Person(who), null, authorities);
    }
}
