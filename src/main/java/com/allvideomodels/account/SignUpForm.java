package com.allvideomodels.account;

import org.jspecify.annotations.Nullable;

/**
 * @param version of the policy that the form showed
 * @param policy the box for policy and terms
 * @param transfer the box for transfer to other countries
 */
record SignUpForm(
        String name,
        String email,
        String username,
        String password,
        String version,
        @Nullable Boolean policy,
        @Nullable Boolean transfer) {

    SignUpForm {
        name = Typed.line(name);
        email = Typed.line(email);
        username = Typed.line(username);
        password = Typed.text(password);
        version = Typed.line(version);
    }

    /** An empty form, or one that starts with what another party said. The boxes are never ticked in advance. */
    static SignUpForm startedBy(@Nullable ExternalIdentity identity, String version) {
        if (identity == null) {
            return new SignUpForm("", "", "", "", version, false, false);
        }
        String email = identity.email() == null ? "" : identity.email().value();
        String proposed = Username.proposedFrom(email.isEmpty() ? identity.name() : email.replaceAll("@.*$", ""));
        return new SignUpForm(identity.name(), email, proposed, "", version, false, false);
    }
}
