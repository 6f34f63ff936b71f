package com.allvideomodels.account;

import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.StaffAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a request through to an address of staff: one of its roles, a second factor in this session, or one just shown. */
record StaffRule(Set<String> authorities, boolean stepUp, InstantSource clock)
        implements AuthorizationManager<RequestAuthorizationContext> {

    static StaffRule of(StaffAddress address, InstantSource clock) {
        return new StaffRule(
                address.roles().stream().map(StaffRole::authority).collect(Collectors.toSet()),
                address.stepUp(),
                clock);
    }

    @Override
    public Access authorize(Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
        Authentication session = who.get();
        if (session == null || !hasRole(session)) {
            return Access.NO_ROLE;
        }
        Optional<Instant> shown = Factor.lastSecondShown(session);
        if (shown.isEmpty()) {
            return Access.NO_SECOND_FACTOR;
        }
        return stepUp && !Factor.isFresh(shown.get(), clock.instant()) ? Access.NOT_FRESH : Access.ALLOWED;
    }

    private boolean hasRole(Authentication session) {
        return session.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(authorities::contains);
    }
}
