package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** What every principal of the product can tell: whose account it is. */
public interface SignedIn {

    AccountId accountId();

    /** The account whose request this thread answers; {@code null} for a stranger's. */
    static @Nullable AccountId current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? person.accountId()
                : null;
    }
}
