package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** New passwords by letter. */
@Component
class PasswordResets {

    private final AccountRepository accounts;
    private final Tokens tokens;
    private final OpenSessions sessions;
    private final AddressChanges changes;
    private final Mailer mailer;
    private final Operator operator;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    PasswordResets(
            AccountRepository accounts,
            Tokens tokens,
            OpenSessions sessions,
            AddressChanges changes,
            Mailer mailer,
            Operator operator,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.changes = changes;
        this.mailer = mailer;
        this.operator = operator;
        this.events = events;
        this.clock = clock;
    }

    /** Only notes the wish: whether there is such an account is found out later, so the answer takes the same time. */
    @Transactional
    public void ask(EmailAddress email) {
        events.publishEvent(new ResetAsked(email));
    }

    @ApplicationModuleListener
    void on(ResetAsked asked) {
        accounts.findByConfirmedEmail(asked.email().value()).ifPresent(this::write);
    }

    /** For somebody who is signed in and has no password yet. */
    @Transactional
    public void write(AccountId account) {
        accounts.findById(account.value()).filter(Account::emailConfirmed).ifPresent(this::write);
    }

    Optional<Account> peek(String secret) {
        return tokens.peek(Tokens.Purpose.RESET_PASSWORD, secret)
                .flatMap(grant -> accounts.findById(grant.account().value()));
    }

    /** Whether the link was still good. Everyone who was signed in to the account is signed out. */
    @Transactional
    public boolean reset(String secret, String passwordHash) {
        Optional<Account> account = tokens.consume(Tokens.Purpose.RESET_PASSWORD, secret)
                .flatMap(grant -> accounts.findById(grant.account().value())
                        .filter(one -> one.email().equals(grant.email())));
        account.ifPresent(one -> {
            one.setPassword(passwordHash);
            accounts.save(one);
            changed(one.id());
            sessions.endAll(one.id());
        });
        return account.isPresent();
    }

    /** The password changed: its owner hears of it, and what somebody else may have set going with the old one comes to nothing. */
    void changed(AccountId account) {
        tokens.revoke(Tokens.Purpose.RESET_PASSWORD, account);
        changes.drop(account);
        mailer.write(account, Letters.passwordChanged(operator.address("/password-reset"), clock.instant()));
    }

    private void write(Account account) {
        tokens.revoke(Tokens.Purpose.RESET_PASSWORD, account.id());
        Secret secret = tokens.issue(Tokens.Purpose.RESET_PASSWORD, account.id(), account.email());
        String link = operator.address("/password-reset/new?token=" + secret.text());
        Instant until = Tokens.Purpose.RESET_PASSWORD.until(clock.instant());
        mailer.write(account.id(), Letters.resetPassword(link, until));
    }
}
