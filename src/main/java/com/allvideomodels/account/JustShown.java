package com.allvideomodels.account;

import com.allvideomodels.web.SignedIn;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets through whoever has shown within the last minutes who they are, by whatever: for what could lock the owner out. */
record JustShown(InstantSource clock) implements AuthorizationManager<RequestAuthorizationContext> {

    @Override
    public Access authorize(Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
        Authentication session = who.get();
        if (session == null || !(session.getPrincipal() instanceof SignedIn)) {
            return Access.NO_ROLE;
        }
        return Factor.lastShown(session)
                .filter(shown -> Factor.isFresh(shown, clock.instant()))
                .map(shown -> Access.ALLOWED)
                .orElse(Access.NOT_FRESH);
    }
}
