package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lets in who knows the password. All refusals look and take the same. */
@Component
class SignIns {

    sealed interface Outcome {
        record Welcome(AccountId account) implements Outcome {}

        /** No such account, another password, or an address that is not confirmed: not told apart. */
        record Refused() implements Outcome {}

        record TooOften(Instant until) implements Outcome {}
    }

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Limit network;

    SignIns(AccountRepository accounts, Passwords passwords, Throttle throttle, ThrottleSettings settings) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.network = new Limit("sign-in-network", settings.networkBurst(), settings.networkPace());
    }

    /** @param name an address or a user name */
    Outcome attempt(String name, String password, Visitor visitor) {
        return refusal(name, visitor)
                .<Outcome>map(Outcome.TooOften::new)
                .orElseGet(() -> check(name, password, visitor));
    }

    /** The same question to somebody who is signed in already. */
    boolean knowsPassword(Account account, String password) {
        return passwords.matches(password, account.passwordHash());
    }

    /** The narrowest first, one at a time: an attempt that one limit refuses costs nothing at those after it. */
    private Optional<Instant> refusal(String name, Visitor visitor) {
        return throttle.refusedUntil(network, visitor.network().line())
                .or(() -> throttle.refusedUntil(Limit.NAME_FROM_NETWORK, nameHere(name, visitor)))
                .or(() -> throttle.refusedUntil(Limit.NAME, name));
    }

    private Outcome check(String name, String password, Visitor visitor) {
        Optional<Account> account = find(name);
        String hash = account.map(Account::passwordHash).orElse(null);
        if (!passwords.matches(password, hash) || account.isEmpty()) {
            return new Outcome.Refused();
        }
        strengthen(account.get(), password);
        throttle.forget(Limit.NAME_FROM_NETWORK, nameHere(name, visitor));
        throttle.forget(Limit.NAME, name);
        return new Outcome.Welcome(account.get().id());
    }

    private Optional<Account> find(String name) {
        return name.contains("@")
                ? EmailAddress.parse(name).flatMap(email -> accounts.findByConfirmedEmail(email.value()))
                : accounts.findByUsername(name.strip());
    }

    private void strengthen(Account account, String password) {
        String hash = account.passwordHash();
        if (hash != null && passwords.outdated(hash)) {
            accounts.strengthen(account.id().value(), hash, passwords.hash(password));
        }
    }

    private static String nameHere(String name, Visitor visitor) {
        return visitor.network().line() + " " + name;
    }
}
