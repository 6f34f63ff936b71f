package com.allvideomodels.account;

import com.allvideomodels.web.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Leads whoever may call an address, once they have shown who they are, to where they can; and back to what they wanted. */
@Component
class MissingProof {

    private final SecondFactors factors;
    private final InstantSource clock;

    MissingProof(SecondFactors factors, InstantSource clock) {
        this.factors = factors;
        this.clock = clock;
    }

    /** @return whether that was what was missing; if not, nothing was answered */
    boolean lead(HttpServletRequest request, HttpServletResponse response, AccessDeniedException trouble)
            throws IOException {
        if (!(trouble instanceof AuthorizationDeniedException denied)
                || !(denied.getAuthorizationResult() instanceof Access verdict)
                || verdict == Access.NO_ROLE) {
            return false;
        }
        String place = verdict == Access.NO_SECOND_FACTOR && !hasFactor()
                ? "/settings/security?needed=factor"
                : "/settings/security/proof";
        Wanted wanted = isScript(request)
                ? Wanted.page("/settings/security", clock.instant())
                : Wanted.of(request, clock.instant());
        wanted.keepIn(request.getSession());
        send(request, response, place);
        return true;
    }

    private boolean hasFactor() {
        var session = SecurityContextHolder.getContext().getAuthentication();
        return session != null && session.getPrincipal() instanceof SignedIn person && factors.has(person.accountId());
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, String place)
            throws IOException {
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setHeader("HX-Redirect", place);
            response.setStatus(401);
        } else if (isScript(request)) {
            response.setHeader("Location", place);
            response.setStatus(401);
        } else {
            response.sendRedirect(place);
        }
    }

    /** One of ours that goes where it is told. */
    private static boolean isScript(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/webauthn/");
    }
}
