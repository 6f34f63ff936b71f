package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Theme;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody about to get an account, with everything checked that can be checked without the others.
 *
 * @param passwordHash nothing where the person comes through another party
 * @param identity with whom they come, if so
 */
record Newcomer(
        String name,
        Username username,
        EmailAddress email,
        @Nullable String passwordHash,
        @Nullable ExternalIdentity identity,
        Locale language,
        Theme theme) {

    /** Whether the other party's word is enough for the address to count as the person's. */
    boolean addressIsProven() {
        return identity != null && identity.provesAddress() && email.equals(identity.email());
    }
}
