package com.allvideomodels.credits;

import com.allvideomodels.credits.SpendingRows.Change;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sets limits. Every change waits for the owner's holds and they for it, so from its commit on no hold goes by what was before. What
 * changes nothing leaves no line.
 */
@Component
@Transactional
class SpendingDesk implements Spending {

    private final Entries entries;
    private final SpendingRows rows;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    SpendingDesk(Entries entries, SpendingRows rows, ApplicationEventPublisher events, InstantSource clock) {
        this.entries = entries;
        this.rows = rows;
        this.events = events;
        this.clock = clock;
    }

    /** By what somebody did it. */
    enum Means {
        PAGE,
        LETTER
    }

    /** @return whether anything is another than before */
    boolean set(AccountId owner, @Nullable Long dayCap, @Nullable Long monthCap, @Nullable Long lowBelow) {
        SpendingLimits before = locked(owner);
        var after = new SpendingLimits(dayCap, monthCap, lowBelow, before.stoppedAt());
        List<Change> changes = new ArrayList<>();
        note(changes, "day-cap", before.dayCap(), dayCap);
        note(changes, "month-cap", before.monthCap(), monthCap);
        note(changes, "low-below", before.lowBelow(), lowBelow);
        if (!changes.isEmpty()) {
            rows.write(owner, after);
            changes.forEach(change -> rows.add(owner, change));
        }
        return !changes.isEmpty();
    }

    private void note(List<Change> changes, String what, @Nullable Long before, @Nullable Long after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(what, before, after, Means.PAGE.name(), SpendingRows.utc(clock.instant())));
        }
    }

    /** From now on nothing is held for them. */
    boolean stop(AccountId owner, Means means) {
        SpendingLimits before = locked(owner);
        if (before.isStopped()) {
            return false;
        }
        write(owner, before, true, means);
        events.publishEvent(new SpendingStopped(owner));
        return true;
    }

    /** Only the person themselves, signed in. */
    boolean lift(AccountId owner) {
        SpendingLimits before = locked(owner);
        if (before.isStopped()) {
            write(owner, before, false, Means.PAGE);
        }
        return before.isStopped();
    }

    private void write(AccountId owner, SpendingLimits before, boolean stopped, Means means) {
        var now = SpendingRows.utc(clock.instant());
        rows.write(
                owner, new SpendingLimits(before.dayCap(), before.monthCap(), before.lowBelow(), stopped ? now : null));
        rows.add(owner, new Change(stopped ? "stop" : "lift", null, null, means.name(), now));
    }

    private SpendingLimits locked(AccountId owner) {
        entries.lockOrOpen(owner);
        return rows.find(owner).orElse(SpendingLimits.NONE);
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isStopped(AccountId owner) {
        return rows.find(owner).filter(SpendingLimits::isStopped).isPresent();
    }

    @Override
    public void refused(AccountId owner, SpendingPeriod period) {
        events.publishEvent(new CapNear(owner, period));
    }
}
