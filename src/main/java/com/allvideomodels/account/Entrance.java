package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Choices;
import com.allvideomodels.web.ChoiceCookies;
import com.allvideomodels.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Where whoever would get into an account is sent whose erasure is ordered. */
    static final String CLOSED = "/sign-in?closed=for-good";

    /** The same for an account that staff keep its person out of. */
    static final String SUSPENDED = "/sign-in?suspended=yes";

    /** Where who owes a second factor is asked for it. */
    static final String SECOND_STEP = "/sign-in/second-factor";

    private static final GrantedAuthority USER = new SimpleGrantedAuthority("ROLE_USER");
    private static final String ARRIVING = "entrance.arriving";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Somebody who has shown the first factor and is not signed in yet. */
    private record Arriving(AccountId account, SignInHistory.Method method, Instant since) implements Serializable {}

    private final AccountRepository accounts;
    private final SecondFactors factors;
    private final Standing standing;
    private final SignInHistory history;
    private final SecurityContextRepository contexts;
    private final SessionAuthenticationStrategy sessions;
    private final RequestCache requests;
    private final ChoiceCookies cookies;
    private final Choices choices;
    private final StaffGrants staff;
    private final InstantSource clock;

    Entrance(
            AccountRepository accounts,
            SecondFactors factors,
            Standing standing,
            SignInHistory history,
            SecurityContextRepository contexts,
            SessionAuthenticationStrategy sessions,
            RequestCache requests,
            ChoiceCookies cookies,
            Choices choices,
            StaffGrants staff,
            InstantSource clock) {
        this.accounts = accounts;
        this.factors = factors;
        this.standing = standing;
        this.history = history;
        this.contexts = contexts;
        this.sessions = sessions;
        this.requests = requests;
        this.cookies = cookies;
        this.choices = choices;
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * Signs the person in, with a new session id and everything the session held before; who has a second factor is asked for it
     * first and is nobody until then. Into a closed account its person gets no further than {@link EndingSession} lets them.
     *
     * @return the path to go on to: what the person wanted before they were asked to sign in, else the page to create on; where the
     *     account is closed, the page that says so
     */
    String admit(AccountId who, SignInHistory.Method method, HttpServletRequest request, HttpServletResponse response) {
        if (factors.has(who)) {
            nobody(request, response);
            request.getSession().setAttribute(ARRIVING, new Arriving(who, method, clock.instant()));
            return SECOND_STEP;
        }
        return letIn(who, method, List.of(method.factor()), request, response);
    }

    /** A passkey is both factors at once. */
    String admitByPasskey(AccountId who, HttpServletRequest request, HttpServletResponse response) {
        return letIn(who, SignInHistory.Method.PASSKEY, List.of(Factor.PASSKEY), request, response);
    }

    /** Who has shown the first factor a few minutes ago, in this session, and owes the second. */
    Optional<AccountId> arriving(HttpServletRequest request) {
        return pending(request).map(Arriving::account);
    }

    /** Signs in who was {@link #arriving}. */
    String complete(Factor second, HttpServletRequest request, HttpServletResponse response) {
        Arriving arriving = pending(request).orElseThrow();
        return letIn(
                arriving.account(), arriving.method(), List.of(arriving.method().factor(), second), request, response);
    }

    /** Notes in this session that its person has just shown this factor. */
    void addProof(Authentication session, Factor shown, HttpServletRequest request, HttpServletResponse response) {
        if (!(session.getPrincipal() instanceof SignedIn person)) {
            throw new IllegalStateException("nobody is signed in");
        }
        FactorGrantedAuthority fresh = shown.shownAt(clock.instant());
        List<FactorGrantedAuthority> all = new ArrayList<>(Factor.shownIn(session));
        all.removeIf(one -> one.getAuthority().equals(fresh.getAuthority()));
        all.add(fresh);
        keep(personOf(person.accountId(), roleIn(session), all), request, response);
    }

    /** Makes this session one like any other, now that its person's account is open again. */
    void comeBack(Authentication session, AccountId who, HttpServletRequest request, HttpServletResponse response) {
        Authentication person = personOf(who, USER, Factor.shownIn(session));
        sessions.onAuthentication(person, request, response);
        keep(person, request, response);
    }

    private Optional<Arriving> pending(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ARRIVING) instanceof Arriving arriving
                        && arriving.since().plus(PATIENCE).isAfter(clock.instant())
                ? Optional.of(arriving)
                : Optional.empty();
    }

    private String letIn(
            AccountId who,
            SignInHistory.Method method,
            List<Factor> shown,
            HttpServletRequest request,
            HttpServletResponse response) {
        Instant entered = clock.instant();
        Standing.Of standing = this.standing.of(who);
        if (standing == Standing.Of.CLOSED || standing == Standing.Of.SUSPENDED) {
            nobody(request, response);
            return standing == Standing.Of.CLOSED ? CLOSED : SUSPENDED;
        }
        boolean ending = standing == Standing.Of.ENDING;
        Account account = accounts.findById(who.value()).orElseThrow();
        Visitor visitor = Visitor.of(request);
        history.note(account, visitor, method);
        String wanted = wanted(request, response);
        Authentication person = personOf(
                who,
                ending ? EndingSession.ROLE : USER,
                shown.stream().map(one -> one.shownAt(clock.instant())).toList());
        sessions.onAuthentication(person, request, response);
        keep(person, request, response);
        request.getSession().removeAttribute(ARRIVING);
        limit(request.getSession(), who);
        request.getSession().setAttribute(Standing.ENTERED, entered);
        request.getSession().setAttribute(OpenSessions.DEVICE, visitor.device().words());
        request.getSession().setAttribute(OpenSessions.PLACE, visitor.network().neighbourhood());
        cookies.remember(account.language(), response);
        cookies.remember(account.theme(), response);
        choices.join(who, request, response);
        return ending ? EndingSession.PAGE : wanted;
    }

    /** Leaves the session as it was before a detour through another party: the same person, or nobody. */
    void restore(AccountId who, HttpServletRequest request, HttpServletResponse response) {
        keep(personOf(who, USER, List.of()), request, response);
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

    private static GrantedAuthority roleIn(Authentication session) {
        return EndingSession.is(session) ? EndingSession.ROLE : USER;
    }

    private static Authentication personOf(AccountId who, GrantedAuthority role, List<FactorGrantedAuthority> shown) {
        List<GrantedAuthority> authorities = new ArrayList<>(shown);
        authorities.add(role);
        return UsernamePasswordAuthenticationToken.authenticated(new Person(who), null, authorities);
    }
}
