package com.allvideomodels.account;

import com.allvideomodels.kernel.StaffRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Who is signed in, from the session; and in which roles of staff, from the table, anew for each request to an address of staff. A
 * session of staff ends a few hours after its sign-in, and one that was opened before its person became staff is none of staff. Whose
 * account was closed or suspended is nobody, whatever the store of sessions still holds.
 */
class StaffContexts implements SecurityContextRepository {

    /** How long a member of staff may be away. */
    static final Duration IDLE = Duration.ofMinutes(15);

    /** From a sign-in to the next one. */
    static final Duration AT_MOST = Duration.ofHours(8);

    private static final String ENDS = "staff.session-ends";

    private final SecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final StaffGrants grants;
    private final Standing standing;
    private final InstantSource clock;

    StaffContexts(StaffGrants grants, Standing standing, InstantSource clock) {
        this.grants = grants;
        this.standing = standing;
        this.clock = clock;
    }

    /** Makes this the session of a member of staff, which is short. */
    static void limit(HttpSession session, Instant now) {
        session.setMaxInactiveInterval(Math.toIntExact(IDLE.toSeconds()));
        session.setAttribute(ENDS, now.plus(AT_MOST));
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Once(request, sessions.loadDeferredContext(request));
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        sessions.saveContext(context, request, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.containsContext(request);
    }

    private SecurityContext asOfNow(SecurityContext stored, HttpServletRequest request) {
        Authentication session = stored.getAuthentication();
        if (session == null || !(session.getPrincipal() instanceof Person person)) {
            return stored;
        }
        Instant ends = end(request);
        Set<StaffRole> roles = isOfStaff(request) ? grants.of(person.accountId()) : Set.of();
        boolean over = !standing.isSession(person.accountId(), entered(request), EndingSession.is(session))
                || (ends == null ? !roles.isEmpty() : !ends.isAfter(clock.instant()));
        if (over) {
            close(request);
            return SecurityContextHolder.createEmptyContext();
        }
        return roles.isEmpty() ? stored : withRoles(person, session, roles);
    }

    private static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static SecurityContext withRoles(Person person, Authentication session, Set<StaffRole> roles) {
        List<GrantedAuthority> authorities = new ArrayList<>(session.getAuthorities());
        roles.forEach(role -> authorities.add(new SimpleGrantedAuthority(role.authority())));
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, authorities));
        return context;
    }

    private static boolean isOfStaff(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/admin") || path.startsWith("/admin/");
    }

    private static Instant entered(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(Standing.ENTERED) instanceof Instant instant
                ? instant
                : Instant.EPOCH;
    }

    private static @Nullable Instant end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ENDS) instanceof Instant instant ? instant : null;
    }

    private class Once implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private final DeferredSecurityContext stored;
        private @Nullable SecurityContext found;

        Once(HttpServletRequest request, DeferredSecurityContext stored) {
            this.request = request;
            this.stored = stored;
        }

        @Override
        public SecurityContext get() {
            if (found == null) {
                found = asOfNow(stored.get(), request);
            }
            return found;
        }

        @Override
        public boolean isGenerated() {
            return stored.isGenerated();
        }
    }
}
