package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows that the address of a new account is its owner's. */
@Component
class Confirmations {

    sealed interface Outcome {
        record Confirmed(AccountId account) implements Outcome {}

        /** The link was used, is too old, or never was. */
        record Stale() implements Outcome {}

        /** Another account with this address was confirmed in the meantime. */
        record Taken() implements Outcome {}
    }

    private final AccountRepository accounts;
    private final Tokens tokens;
    private final SignUps signUps;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Confirmations(
            AccountRepository accounts,
            Tokens tokens,
            SignUps signUps,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.signUps = signUps;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What the link is for, without following it. */
    Optional<Account> peek(String secret) {
        return tokens.peek(Tokens.Purpose.CONFIRM_ADDRESS, secret).flatMap(this::accountOf);
    }

    Outcome confirm(String secret) {
        try {
            return transaction.execute(status -> tokens.consume(Tokens.Purpose.CONFIRM_ADDRESS, secret)
                    .flatMap(this::accountOf)
                    .map(this::confirm)
                    .orElse(new Outcome.Stale()));
        } catch (DataIntegrityViolationException e) {
            return new Outcome.Taken();
        }
    }

    private Outcome confirm(Account account) {
        if (account.emailConfirmed()) {
            return new Outcome.Confirmed(account.id());
        }
        if (accounts.findByConfirmedEmail(account.email().value()).isPresent()) {
            return new Outcome.Taken();
        }
        account.confirmAddress(clock.instant());
        accounts.saveAndFlush(account);
        tokens.revoke(Tokens.Purpose.CONFIRM_ADDRESS, account.id());
        signUps.welcome(account);
        return new Outcome.Confirmed(account.id());
    }

    /** A link proves the address it was sent to and no other. */
    private Optional<Account> accountOf(Tokens.Grant grant) {
        return accounts.findById(grant.account().value())
                .filter(account -> !account.closed())
                .filter(account -> account.email().equals(grant.email()));
    }
}
