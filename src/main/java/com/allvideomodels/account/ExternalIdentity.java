package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * A person as another party vouches for them. Issuer and subject are the key; everything else is what that party said this time.
 *
 * @param name may be empty
 * @param verified whether the party says the address was shown to be the person's at some time
 * @param authoritative whether the address is the party's own to give, so that its word about it is the last word
 */
record ExternalIdentity(
        String issuer,
        String subject,
        String name,
        @Nullable EmailAddress email,
        boolean verified,
        boolean authoritative)
        implements Serializable {

    static ExternalIdentity of(OidcUser user) {
        String typed = user.getEmail();
        EmailAddress email = typed == null ? null : EmailAddress.parse(typed).orElse(null);
        return new ExternalIdentity(
                Objects.requireNonNull(user.getIssuer()).toString(),
                Objects.requireNonNull(user.getSubject()),
                nameOf(user),
                email,
                Boolean.TRUE.equals(user.getEmailVerified()),
                email != null && (email.value().endsWith("@gmail.com") || user.getClaimAsString("hd") != null));
    }

    /** Whether no further letter is needed to know that the address is the person's. */
    boolean provesAddress() {
        return email != null && verified && authoritative;
    }

    private static String nameOf(OidcUser user) {
        String name = user.getFullName();
        if (name == null) {
            return "";
        }
        String stripped = name.strip();
        return stripped.length() > 100 ? stripped.substring(0, 100) : stripped;
    }
}
