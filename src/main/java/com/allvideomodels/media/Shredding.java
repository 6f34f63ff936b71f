package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Destruction;
import com.allvideomodels.retention.Destructions;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way in which stored media ends, whatever the cause (clause erase.secure): keys first, then the bytes through the list of
 * deletions, and each thing that people know on the list of destructions, all in one transaction. A hold keeps everything that it
 * covers; what was ordered destroyed then goes once nothing holds it.
 */
@Component
class Shredding {

    private static final int BATCH = 500;

    private final ShredRows rows;
    private final KeyDeathRows keys;
    private final ObjectProvider<LegalHolds> holds;
    private final Destructions destructions;
    private final ApplicationEventPublisher events;

    // Holds ask the custodians, which are made of this: hence the provider.
    Shredding(
            ShredRows rows,
            KeyDeathRows keys,
            ObjectProvider<LegalHolds> holds,
            Destructions destructions,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.keys = keys;
        this.holds = holds;
        this.destructions = destructions;
        this.events = events;
    }

    long due(Root root, Instant now, long most) {
        return rows.due(root, now, most);
    }

    Optional<Instant> oldestDue(Root root, Instant now) {
        return rows.oldestDue(root, now);
    }

    Fate fate(Root root, UUID item) {
        return rows.fate(root, item);
    }

    /** Destroys what is due and not held. @return how many things were; fewer than {@code most} where nothing is left */
    @Transactional
    int end(Root root, Instant now, int most) {
        guard();
        List<UUID> claimed = new ArrayList<>(rows.claim(root, now, most));
        if (claimed.size() < most) {
            claimed.addAll(rows.claimParts(root, now, most - claimed.size()));
        }
        destroy(claimed, now);
        return claimed.size();
    }

    /** Nobody reads it from the commit on. It is destroyed at once or, while it is held, only ordered to be. */
    @Transactional
    void order(AccountId owner, MediaId id, Cause cause, Instant now) {
        guard();
        rows.own(owner, id).ifPresent(own -> {
            rows.order(List.of(own), cause, now);
            destroy(rows.claimOne(owner, id, now), now);
        });
    }

    /** As {@link #order}, whoever owns it. */
    @Transactional
    void order(Root root, UUID item, Cause cause, Instant now) {
        if (rows.fate(root, item) instanceof Fate.Kept kept) {
            order(kept.owner(), new MediaId(item), cause, now);
        }
    }

    /** It ends at {@code until} if that is before its deadline. */
    @Transactional
    void shorten(AccountId owner, MediaId id, Instant until) {
        rows.own(owner, id).ifPresent(own -> rows.order(List.of(own), Cause.DEADLINE, until));
    }

    /**
     * Destroys everything of a person that is not held, and once nothing is left the key that all of it was wrapped under. From
     * then on nothing is kept for the person, however late it comes.
     *
     * @return whether nothing is left
     */
    @Transactional
    boolean eraseOwner(AccountId owner, Instant now) {
        guard();
        destructions.erased(owner, now);
        keys.waitForWriters(owner);
        rows.order(rows.livingOf(owner), Cause.ERASURE, now);
        for (Root root : Root.values()) {
            List<UUID> claimed;
            do {
                claimed = rows.claimOwned(root, owner, now, BATCH);
                destroy(claimed, now);
            } while (claimed.size() == BATCH);
        }
        boolean gone = rows.livingOf(owner).isEmpty();
        if (gone) {
            rows.detach(owner);
            keys.order(Seal.subjectKey(owner), now);
        }
        return gone;
    }

    private void guard() {
        holds.getObject().guard();
    }

    private void destroy(Collection<UUID> claimed, Instant now) {
        if (claimed.isEmpty()) {
            return;
        }
        List<ShredRows.Shredded> roots = rows.destroy(claimed, now).stream()
                .filter(ShredRows.Shredded::root)
                .toList();
        destructions.record(roots.stream().map(Shredding::destruction).toList(), now);
        Arrays.stream(MediaClass.values()).forEach(kind -> tell(kind, roots));
    }

    private static Destruction destruction(ShredRows.Shredded root) {
        return new Destruction(
                root.id().value(),
                Root.of(root.kind()).dataClass(),
                root.owner(),
                root.deadline(),
                root.cause(),
                root.objectKeys());
    }

    private void tell(MediaClass kind, List<ShredRows.Shredded> roots) {
        List<MediaId> objects = roots.stream()
                .filter(one -> one.kind() == kind)
                .map(ShredRows.Shredded::id)
                .toList();
        if (!objects.isEmpty()) {
            events.publishEvent(new MediaShredded(kind, objects));
        }
    }
}
