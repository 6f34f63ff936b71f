package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.Gifts.Gift;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.web.StaffSearch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credits from staff: small ones at once, above the limit of a day only when a second agrees, and never to oneself alone. The credits, the
 * row and the trail are one transaction.
 */
@Component
@Transactional
class GiftDesk {

    private static final Duration DAY = Duration.ofDays(1);

    private final Gifts gifts;
    private final GiftSettings settings;
    private final Ledger ledger;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final InstantSource clock;

    GiftDesk(
            Gifts gifts,
            GiftSettings settings,
            Ledger ledger,
            Accounts accounts,
            AuditTrail audit,
            InstantSource clock) {
        this.gifts = gifts;
        this.settings = settings;
        this.ledger = ledger;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** What ordering came to; the message {@code gift.NAME} says it. */
    enum Ordered {
        GIVEN,
        /** For somebody else of staff. */
        WAITS,
        /** This form was sent before; what it ordered then holds. */
        SENT_BEFORE,
        /** There is no account any more. */
        NOBODY
    }

    /** The open account that staff named by its id or its address. */
    @Transactional(readOnly = true)
    public Optional<AccountId> named(String words) {
        return StaffSearch.id(words)
                .flatMap(id -> accounts.find(new AccountId(id)))
                .or(() -> EmailAddress.parse(words).flatMap(accounts::find))
                .map(Profile::id);
    }

    /** @param form of which everything was found to be right */
    Ordered order(GiftForm form, AccountId to, AccountId by) {
        gifts.lock(by);
        if (!accounts.keep(to)) {
            return Ordered.NOBODY;
        }
        Instant now = clock.instant();
        var gift = new Gift(
                form.uuid().orElseThrow(),
                to,
                form.amount().orElseThrow(),
                form.lapses().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                form.reason(),
                by,
                now.atOffset(ZoneOffset.UTC),
                needsSecond(form.amount().orElseThrow().amount(), to, by, now),
                null,
                null);
        if (!gifts.add(gift)) {
            return Ordered.SENT_BEFORE;
        }
        audit.record(act(gift, by, "credit-gift.ordered").with("credits", gift.credits()));
        return gift.needsSecond() ? Ordered.WAITS : give(gift);
    }

    private boolean needsSecond(long credits, AccountId to, AccountId by, Instant now) {
        return to.equals(by) || Math.addExact(gifts.givenAlone(by, now.minus(DAY)), credits) > settings.grantLimit();
    }

    private Ordered give(Gift gift) {
        Instant lapses = gift.lapsesAt() == null ? null : gift.lapsesAt().toInstant();
        ledger.grant(
                gift.account(),
                gift.credits(),
                new Cause("staff-grant", gift.id().toString()),
                lapses);
        gifts.given(gift.id(), clock.instant());
        return Ordered.GIVEN;
    }

    /** The second of the two. @return whether it waited for this one, and there is still somebody to give to */
    boolean confirm(UUID id, AccountId by) {
        Optional<Gift> gift =
                gifts.find(id).filter(one -> accounts.keep(one.account())).filter(one -> gifts.confirm(id, by));
        gift.ifPresent(one -> {
            audit.record(act(one, by, "credit-gift.confirmed").with("credits", one.credits()));
            give(one);
        });
        return gift.isPresent();
    }

    /** @return whether it waited */
    boolean withdraw(UUID id, AccountId by) {
        Optional<Gift> gift = gifts.find(id).filter(one -> gifts.withdraw(id, clock.instant()));
        gift.ifPresent(one -> audit.record(act(one, by, "credit-gift.withdrawn")));
        return gift.isPresent();
    }

    /** As {@link Gifts#page}. */
    List<Gift> list(Optional<Keyset> after, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "credit-gifts.listed"));
        return gifts.page(after);
    }

    private static Act act(Gift gift, AccountId by, String what) {
        return Act.of(new Actor.Staff(by), what).about(gift.account()).with("gift", gift.id());
    }
}
