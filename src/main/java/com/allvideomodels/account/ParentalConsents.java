package com.allvideomodels.account;

import com.allvideomodels.account.ParentalConsent.Step;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A parent's consent by e-mail in two steps, for somebody of 13 to 17 (clauses children.age, children.parent): asked, agreed to, a day
 * later confirmed, then good for one account. A step not taken within a week ends it all. Ending it later ends the account.
 */
@Component
class ParentalConsents {

    static final String JOB = "account.ask-parents-again";

    /** Long enough that whoever has the parent's mail open for a moment cannot take both steps. */
    static final Duration BETWEEN_STEPS = Duration.ofHours(24);

    /** What the account's log of consents says of it: the day from which the page says what it says. */
    static final String STATEMENT = "2026-11-26";

    private final ParentalConsentRows rows;
    private final Closures closures;
    private final AccountCustody custody;
    private final Consents consents;
    private final Processors processors;
    private final AuditTrail trail;
    private final Throttle throttle;
    private final Mailer mailer;
    private final Operator operator;
    private final RetentionPolicy policy;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    ParentalConsents(
            ParentalConsentRows rows,
            Closures closures,
            AccountCustody custody,
            Consents consents,
            Processors processors,
            AuditTrail trail,
            Throttle throttle,
            Mailer mailer,
            Operator operator,
            RetentionPolicy policy,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.closures = closures;
        this.custody = custody;
        this.consents = consents;
        this.processors = processors;
        this.trail = trail;
        this.throttle = throttle;
        this.mailer = mailer;
        this.operator = operator;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Nothing happens where that address had too many such letters lately; whoever asked is not told. */
    void ask(EmailAddress parent, Locale language) {
        if (throttle.refusedUntil(Limit.PARENT_LETTERS, parent.value()).isEmpty()) {
            transaction.executeWithoutResult(status -> write(parent, language));
        }
    }

    private void write(EmailAddress parent, Locale language) {
        Instant now = clock.instant();
        Secret secret = Secret.fresh();
        rows.add(parent, language, secret, now, weekAfter(now));
        mailer.write(parent, language, Letters.parentAsked(page(secret), weekAfter(now)));
    }

    /** What the link of a letter to a parent is for, without following it. */
    Optional<ParentalConsent> peek(String secret) {
        return rows.find(secret, clock.instant()).filter(one -> one.ending() || one.step() != Step.CONFIRMED);
    }

    /** What the link that opens an account is for, without following it. */
    Optional<ParentalConsent> invitation(String secret) {
        return rows.find(secret, clock.instant()).filter(one -> !one.ending() && one.step() == Step.CONFIRMED);
    }

    /** One that can still be used for an account. */
    Optional<ParentalConsent> unused(UUID id) {
        return rows.find(id, clock.instant()).filter(one -> one.step() == Step.CONFIRMED);
    }

    Optional<EmailAddress> parentOf(AccountId account) {
        return rows.parentOf(account);
    }

    /**
     * Takes the step that this link is for.
     *
     * @param allowed the providers that the child may agree to; of the second step, which is the one that counts
     * @return whether there was one to take
     */
    @Transactional
    public boolean agree(String secret, List<AllowedProvider> allowed) {
        Instant now = clock.instant();
        return peek(secret)
                .filter(one -> !one.ending())
                .filter(one -> switch (one.step()) {
                    case ASKED ->
                        rows.agree(one.id(), now, now.plus(BETWEEN_STEPS), weekAfter(now.plus(BETWEEN_STEPS)));
                    case CONFIRMING -> confirm(one, allowed, now);
                    case AGREED, CONFIRMED, USED -> false;
                })
                .isPresent();
    }

    private boolean confirm(ParentalConsent one, List<AllowedProvider> allowed, Instant now) {
        Secret invitation = Secret.fresh();
        Secret withdrawal = Secret.fresh();
        boolean confirmed = rows.confirm(one.id(), allowed, invitation, withdrawal, now, weekAfter(now));
        if (confirmed) {
            String opens = operator.address("/sign-up/invitation?token=" + invitation.text());
            mailer.write(
                    one.parent(), one.language(), Letters.parentConfirmed(opens, page(withdrawal), weekAfter(now)));
        }
        return confirmed;
    }

    /** The second letters that are due. Each is written in the transaction that takes its row. */
    void askAgain() {
        boolean more;
        do {
            more = Boolean.TRUE.equals(transaction.execute(status -> askNextAgain()));
        } while (more);
    }

    private boolean askNextAgain() {
        Instant now = clock.instant();
        Secret secret = Secret.fresh();
        Optional<ParentalConsent> next = rows.askAgain(secret, now, weekAfter(now));
        next.ifPresent(one ->
                mailer.write(one.parent(), one.language(), Letters.parentAskedAgain(page(secret), weekAfter(now))));
        return next.isPresent();
    }

    /** For the account that was just opened, in the transaction that opened it. @return whether it was still good */
    boolean use(UUID consent, AccountId account) {
        boolean used = rows.use(consent, account, clock.instant());
        if (used) {
            consents.give(account, Purpose.PARENTAL, STATEMENT, Means.PARENT);
            rows.providers(consent)
                    .forEach(one ->
                            consents.give(account, Purpose.allowedByParent(one.slug()), one.stated(), Means.PARENT));
        }
        return used;
    }

    /** What the parent allows now; before the account is open, what they said when they confirmed. */
    List<String> allowed(ParentalConsent one) {
        AccountId account = one.account();
        return account == null
                ? rows.providers(one.id()).stream().map(AllowedProvider::slug).toList()
                : AllowedProvider.among(consents.holding(account), processors.all());
    }

    /**
     * Allows these providers and no other, at any time after the account was opened; what the child agreed to holds only with it.
     *
     * @return whether this link can say so
     */
    @Transactional
    public boolean allow(String secret, List<AllowedProvider> allowed) {
        Optional<AccountId> child = peek(secret).filter(ParentalConsent::ending).map(ParentalConsent::account);
        child.ifPresent(account -> AllowedProvider.offered(processors.all()).forEach(one -> {
            if (allowed.contains(one)) {
                consents.give(account, Purpose.allowedByParent(one.slug()), one.stated(), Means.PARENT);
            } else {
                consents.withdraw(account, Purpose.allowedByParent(one.slug()), Means.PARENT);
            }
        }));
        return child.isPresent();
    }

    /** Refusal and withdrawal: all of it goes, and the account that was opened with it, at once and for good. */
    @Transactional
    public boolean end(String secret) {
        Optional<ParentalConsent> found = peek(secret);
        found.flatMap(one -> rows.end(one.id())).ifPresent(this::end);
        return found.isPresent();
    }

    private void end(AccountId account) {
        Instant now = clock.instant();
        Actor by = new Actor.Job("account.parent");
        trail.record(Act.of(by, "parental-consent.withdrawn").about(account));
        consents.withdraw(account, Purpose.PARENTAL, Means.PARENT);
        closures.close(account, by, now);
        custody.destroy(account.value(), Cause.PERSON, now);
    }

    @Transactional
    public List<ParentalConsentRows.Line> look(int most, AccountId by) {
        trail.record(Act.of(new Actor.Staff(by), "parental-consents.listed"));
        return rows.newest(most);
    }

    private Instant weekAfter(Instant now) {
        return policy.rule("parental-consent").dueAt(now);
    }

    private String page(Secret secret) {
        return operator.address("/parental-consent?token=" + secret.text());
    }
}
