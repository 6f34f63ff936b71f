package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.web.Operator;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens accounts. Signing up with an address that has an account does the same work and leads to the same answers as with one that
 * has none; the difference is in a letter that only the address's owner reads.
 */
@Component
class SignUps {

    sealed interface Outcome {
        record Opened(AccountId account) implements Outcome {}

        /** A handle is public, so this may be told. */
        record UsernameTaken() implements Outcome {}

        /** The other party's person has an account, or the address that it proves has one. */
        record AlreadyHere() implements Outcome {}

        /** A parent's consent was used or withdrawn, or is too old. */
        record ConsentGone() implements Outcome {}
    }

    private final AccountRepository accounts;
    private final Identities identities;
    private final Tokens tokens;
    private final Throttle throttle;
    private final Consents consents;
    private final ParentalConsents parents;
    private final Policies policies;
    private final Mailer mailer;
    private final Operator operator;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    SignUps(
            AccountRepository accounts,
            Identities identities,
            Tokens tokens,
            Throttle throttle,
            Consents consents,
            ParentalConsents parents,
            Policies policies,
            Mailer mailer,
            Operator operator,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.accounts = accounts;
        this.identities = identities;
        this.tokens = tokens;
        this.throttle = throttle;
        this.consents = consents;
        this.parents = parents;
        this.policies = policies;
        this.mailer = mailer;
        this.operator = operator;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param acceptedVersion of the policy, as the person saw it on the form
     * @param parental the consent of a parent with which somebody of 13 to 17 comes
     */
    Outcome open(Newcomer newcomer, String acceptedVersion, @Nullable UUID parental) {
        boolean mayWrite = mayWriteTo(newcomer);
        try {
            return transaction.execute(status -> {
                Outcome outcome = openNow(newcomer, acceptedVersion, parental, mayWrite);
                if (!(outcome instanceof Outcome.Opened)) {
                    status.setRollbackOnly();
                }
                return outcome;
            });
        } catch (DataIntegrityViolationException e) {
            // Two people, one handle, the same moment.
            if (accounts.findByUsername(newcomer.username().value()).isPresent()) {
                return new Outcome.UsernameTaken();
            }
            if (newcomer.identity() == null) {
                throw e;
            }
            return new Outcome.AlreadyHere();
        }
    }

    /** Writes the letter of the sign-up once more. */
    void remind(AccountId account) {
        accounts.findById(account.value())
                .filter(one -> !one.emailConfirmed())
                .filter(one -> throttle.refusedUntil(
                                Limit.SIGN_UP_LETTERS, one.email().value())
                        .isEmpty())
                .ifPresent(one -> transaction.executeWithoutResult(status -> writeTo(one)));
    }

    private boolean mayWriteTo(Newcomer newcomer) {
        return throttle.refusedUntil(Limit.SIGN_UP_LETTERS, newcomer.email().value())
                .isEmpty();
    }

    private Outcome openNow(Newcomer newcomer, String acceptedVersion, @Nullable UUID parental, boolean mayWrite) {
        if (accounts.findByUsername(newcomer.username().value()).isPresent()) {
            return new Outcome.UsernameTaken();
        }
        Account account = new Account(newcomer, clock.instant());
        if (newcomer.addressIsProven()) {
            account.confirmAddress(clock.instant());
        }
        Account opened = accounts.saveAndFlush(account);
        if (newcomer.identity() != null && !identities.link(newcomer.identity(), opened.id())) {
            return new Outcome.AlreadyHere();
        }
        if (parental != null && !parents.use(parental, opened.id())) {
            return new Outcome.ConsentGone();
        }
        consents.give(opened.id(), Purpose.POLICY, acceptedVersion, Means.SIGN_UP);
        consents.give(opened.id(), Purpose.TRANSFER, acceptedVersion, Means.SIGN_UP);
        events.publishEvent(new AccountOpened(opened.id()));
        if (opened.emailConfirmed()) {
            welcome(opened);
        } else if (mayWrite) {
            writeTo(opened);
        }
        return new Outcome.Opened(opened.id());
    }

    /** An address was shown to be the person's. */
    void welcome(Account account) {
        events.publishEvent(new EmailConfirmed(account.id()));
        mailer.write(account.id(), Letters.welcome(operator.address("/create")));
    }

    /** Nothing that was typed at the sign-up is in these letters: the reader may be somebody else. */
    private void writeTo(Account account) {
        Secret secret = tokens.issue(Tokens.Purpose.CONFIRM_ADDRESS, account.id(), account.email());
        Letter letter = accounts.findByConfirmedEmail(account.email().value()).isPresent()
                ? Letters.alreadyRegistered(operator.address("/sign-in"))
                : Letters.confirmAddress(operator.address("/confirmation?token=" + secret.text()));
        mailer.write(account.email(), account.language(), letter);
    }

    /** The version that a form shows and the person accepts. */
    String versionInForce() {
        return policies.current().id();
    }
}
