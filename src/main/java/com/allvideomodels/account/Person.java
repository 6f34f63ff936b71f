package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.SignedIn;
import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Somebody signed in. The name is the account's id: sessions are found by it. */
record Person(AccountId accountId) implements SignedIn, AuthenticatedPrincipal, Serializable {

    @Override
    public String getName() {
        return accountId.toString();
    }
}
