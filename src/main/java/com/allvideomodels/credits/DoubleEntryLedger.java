package com.allvideomodels.credits;

import com.allvideomodels.credits.Entries.Booked;
import com.allvideomodels.credits.Entries.Kind;
import com.allvideomodels.credits.Entries.Snapshot;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lock on the owner's row puts the changes of one owner in a line, so that a repetition arriving at the same moment waits
 * and then finds what it repeats. A refusal has changed nothing, so it does not spoil the caller's transaction either.
 */
@Component
@Transactional(
        propagation = Propagation.MANDATORY,
        noRollbackFor = {Ledger.Conflict.class, IllegalArgumentException.class})
class DoubleEntryLedger implements Ledger {

    private final Entries entries;
    private final Lots lots;
    private final SpendingGuard spending;
    private final InstantSource clock;

    DoubleEntryLedger(Entries entries, Lots lots, SpendingGuard spending, InstantSource clock) {
        this.entries = entries;
        this.lots = lots;
        this.spending = spending;
        this.clock = clock;
    }

    @Override
    public void grant(AccountId owner, Credits amount, Cause cause) {
        grant(owner, amount, cause, null);
    }

    @Override
    public void grant(AccountId owner, Credits amount, Cause cause, @Nullable Instant lapsesAt) {
        Optional<Booked> earlier = entries.find(Kind.GRANT, cause);
        if (earlier.isPresent()) {
            earlier.get().requireSame(owner, Kind.GRANT, amount);
            return;
        }
        // Only now, since this may write a row: a conflict must not.
        Snapshot before = entries.lockOrOpen(owner);
        Booked grant = Booked.fresh(owner, Kind.GRANT, cause, amount);
        Instant now = clock.instant();
        if (entries.book(grant, null, Movement.grant(amount.amount()), before, now) == grant) {
            lots.open(grant.id(), owner, amount.amount(), now, lapsesAt);
        }
    }

    @Override
    public Credits takeBack(Cause grant, Credits most, Cause cause) {
        Booked given = entries.find(Kind.GRANT, grant)
                .orElseThrow(() -> new IllegalArgumentException("no grant " + grant.kind() + " " + grant.reference()));
        AccountId owner = given.owner();
        Snapshot before = entries.lockOrOpen(owner);
        Optional<Booked> earlier = entries.find(Kind.CLAWBACK, cause);
        if (earlier.isPresent()) {
            earlier.get().requireSame(owner, Kind.CLAWBACK, earlier.get().amount());
            return earlier.get().amount();
        }
        Credits there = lots.left(given.id(), owner);
        Booked clawback = Booked.fresh(owner, Kind.CLAWBACK, cause, there.covers(most) ? most : there);
        long taken = clawback.amount().amount();
        // First the books: somebody else may use the same cause at this moment, and then nothing is taken.
        entries.book(clawback, null, Movement.clawback(taken), before, clock.instant());
        lots.takeBack(given.id(), owner, taken);
        return clawback.amount();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Cause, Credits> leftOf(Collection<Cause> grants) {
        return lots.left(grants);
    }

    /** Takes what nobody spent in time, if anything. */
    void lapse(AccountId owner) {
        entries.lock(owner).ifPresent(before -> lapsed(owner, before));
    }

    private Snapshot lapsed(AccountId owner, Snapshot before) {
        Snapshot now = before;
        for (Lots.Lot lot : lots.lapse(owner, clock.instant())) {
            var cause = new Cause("lapse", UUID.randomUUID().toString());
            Booked lapse = Booked.fresh(owner, Kind.LAPSE, cause, new Credits(lot.available()));
            entries.book(lapse, null, Movement.lapse(lot.available()), now, clock.instant());
            now = entries.lock(owner).orElseThrow();
        }
        return now;
    }

    @Override
    public Held hold(AccountId owner, Credits amount, Cause cause) {
        Optional<Snapshot> before = entries.lock(owner);
        Optional<Booked> earlier = entries.find(Kind.HOLD, cause);
        if (earlier.isPresent()) {
            earlier.get().requireSame(owner, Kind.HOLD, amount);
            return new Held.Set(new HoldId(earlier.get().id()));
        }
        Optional<Held.Refusal> limit = spending.refusal(owner, amount);
        if (limit.isPresent()) {
            return limit.get();
        }
        Snapshot now = before.map(there -> lapsed(owner, there)).orElse(Snapshot.NOTHING);
        Credits available = new Credits(now.available());
        return available.covers(amount) ? set(owner, amount, cause) : new Held.Short(available, amount);
    }

    @Override
    public Optional<Held.Refusal> refusal(AccountId owner, Credits amount) {
        Credits available = balanceOf(owner).available();
        return spending.refusal(owner, amount)
                .or(() -> available.covers(amount) ? Optional.empty() : Optional.of(new Held.Short(available, amount)));
    }

    private Held set(AccountId owner, Credits amount, Cause cause) {
        Booked hold = Booked.fresh(owner, Kind.HOLD, cause, amount);
        Movement movement = Movement.hold(amount.amount());
        Snapshot before = entries.lockOrOpen(owner);
        Booked booked = entries.book(hold, null, movement, before, clock.instant());
        HoldId id = new HoldId(booked.id());
        if (booked == hold) {
            lots.take(id, owner, amount.amount());
            spending.watch(owner, before.available(), amount, id);
        }
        return new Held.Set(id);
    }

    @Override
    public void capture(HoldId id, Credits amount) {
        Booked hold = found(id);
        if (!hold.amount().covers(amount)) {
            throw new IllegalArgumentException("a capture takes at most what was held: " + hold.amount());
        }
        settle(hold, Kind.CAPTURE, amount, Movement.capture(hold.amount().amount(), amount.amount()));
    }

    @Override
    public void release(HoldId id) {
        Booked hold = found(id);
        settle(hold, Kind.RELEASE, hold.amount(), Movement.release(hold.amount().amount()));
    }

    private Booked found(HoldId id) {
        return entries.find(id).orElseThrow(() -> new IllegalArgumentException("no hold " + id.value()));
    }

    private void settle(Booked hold, Kind kind, Credits amount, Movement movement) {
        Snapshot before = entries.lockOrOpen(hold.owner());
        HoldId id = new HoldId(hold.id());
        Optional<Booked> earlier = entries.settlementOf(id);
        if (earlier.isPresent()) {
            earlier.get().requireSame(hold.owner(), kind, amount);
            return;
        }
        Booked settlement = Booked.fresh(hold.owner(), kind, hold.cause(), amount);
        Instant now = clock.instant();
        entries.book(settlement, id, movement, before, now);
        lots.settle(id, hold.owner(), kind == Kind.CAPTURE ? amount.amount() : 0, now);
    }

    @Override
    public Balance balanceOf(AccountId owner) {
        return entries.balance(owner)
                .map(now -> new Balance(new Credits(now.available()), new Credits(now.held())))
                .orElse(new Balance(Credits.NONE, Credits.NONE));
    }
}
