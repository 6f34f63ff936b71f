package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Theme;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;

/** Turns what was typed at sign-up into a newcomer, or says next to each field what is wrong with it. */
@Component
class SignUpCheck {

    private final Passwords passwords;

    SignUpCheck(Passwords passwords) {
        this.passwords = passwords;
    }

    Optional<Newcomer> check(
            SignUpForm form, @Nullable ExternalIdentity identity, String version, Locale language, Errors errors) {
        name(form.name(), errors);
        Optional<Username> username = username(form.username(), errors);
        Optional<EmailAddress> email = email(form, identity, errors);
        if (identity == null) {
            PasswordRules.objection(form.password(), PasswordRules.words(form.name(), form.username(), form.email()))
                    .ifPresent(why -> errors.rejectValue("password", why));
        }
        accepted(form, version, errors);
        if (errors.hasErrors() || username.isEmpty() || email.isEmpty()) {
            return Optional.empty();
        }
        String hash = identity == null ? passwords.hash(form.password()) : null;
        return Optional.of(
                new Newcomer(form.name(), username.get(), email.get(), hash, identity, language, Theme.SYSTEM));
    }

    static void name(String name, Errors errors) {
        if (name.isEmpty() || name.codePointCount(0, name.length()) > 100) {
            errors.rejectValue("name", "account.name.wrong");
        }
    }

    static Optional<Username> username(String typed, Errors errors) {
        Optional<Username> username = Username.parse(typed);
        if (username.isEmpty()) {
            errors.rejectValue("username", "account.username.wrong");
        } else if (username.get().reserved()) {
            errors.rejectValue("username", "account.username.taken");
        }
        return username;
    }

    private static Optional<EmailAddress> email(SignUpForm form, @Nullable ExternalIdentity identity, Errors errors) {
        if (identity != null && identity.email() != null) {
            return Optional.of(identity.email());
        }
        Optional<EmailAddress> email = EmailAddress.parse(form.email());
        if (email.isEmpty()) {
            errors.rejectValue("email", "account.email.wrong");
        }
        return email;
    }

    private static void accepted(SignUpForm form, String version, Errors errors) {
        if (!form.version().equals(version)) {
            errors.rejectValue("policy", "sign-up.policy.changed");
        } else if (!Boolean.TRUE.equals(form.policy())) {
            errors.rejectValue("policy", "sign-up.policy.needed");
        }
        if (!Boolean.TRUE.equals(form.transfer())) {
            errors.rejectValue("transfer", "sign-up.transfer.needed");
        }
    }
}
