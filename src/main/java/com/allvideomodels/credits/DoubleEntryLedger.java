package com.allvideomodels.credits;

import com.allvideomodels.credits.Entries.Booked;
import com.allvideomodels.credits.Entries.Kind;
import com.allvideomodels.credits.Entries.Snapshot;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.InstantSource;
import java.util.Optional;
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
    private final InstantSource clock;

    DoubleEntryLedger(Entries entries, InstantSource clock) {
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public void grant(AccountId owner, Credits amount, Cause cause) {
        Optional<Booked> earlier = entries.find(Kind.GRANT, cause);
        if (earlier.isPresent()) {
            earlier.get().requireSame(owner, Kind.GRANT, amount);
            return;
        }
        // Only now, since this may write a row: a conflict must not.
        Snapshot before = entries.lockOrOpen(owner);
        Booked grant = Booked.fresh(owner, Kind.GRANT, cause, amount);
        entries.book(grant, null, Movement.grant(amount.amount()), before, clock.instant());
    }

    @Override
    public Held hold(AccountId owner, Credits amount, Cause cause) {
        Snapshot before = entries.lock(owner).orElse(Snapshot.NOTHING);
        Optional<Booked> earlier = entries.find(Kind.HOLD, cause);
        if (earlier.isPresent()) {
            earlier.get().requireSame(owner, Kind.HOLD, amount);
            return new Held.Set(new HoldId(earlier.get().id()));
        }
        Credits available = new Credits(before.available());
        return available.covers(amount) ? set(owner, amount, cause) : new Held.Short(available, amount);
    }

    private Held set(AccountId owner, Credits amount, Cause cause) {
        Booked hold = Booked.fresh(owner, Kind.HOLD, cause, amount);
        Movement movement = Movement.hold(amount.amount());
        Booked booked = entries.book(hold, null, movement, entries.lockOrOpen(owner), clock.instant());
        return new Held.Set(new HoldId(booked.id()));
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
        entries.book(settlement, id, movement, before, clock.instant());
    }

    @Override
    public Balance balanceOf(AccountId owner) {
        return entries.balance(owner)
                .map(now -> new Balance(new Credits(now.available()), new Credits(now.held())))
                .orElse(new Balance(Credits.NONE, Credits.NONE));
    }
}
