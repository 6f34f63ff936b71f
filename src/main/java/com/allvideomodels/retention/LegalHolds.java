package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may not be destroyed for now (clause hold.exceptions). A hold wins over every deletion. Placing one and destroying are in one
 * order: whoever places a hold is told that it holds, or that it came too late.
 */
public interface LegalHolds {

    /**
     * The first call in every transaction that destroys anything. Placements that are under way end first, and later ones wait
     * for this transaction. Never nested the other way round: nobody who placed a hold calls this before committing.
     */
    void guard();

    /** Whether this thing, or its owner, or its class, is held at {@code now}; after {@link #guard} that stays so. */
    boolean isHeld(String dataClass, AccountId owner, UUID item, Instant now);

    /** Places a hold and audits it. Waits for destructions under way. */
    Placement place(Order order);

    /** Ends a hold, which re-arms the deadlines it kept back; audits it. Ending twice changes nothing. */
    void release(UUID hold, AccountId by, String why);

    /**
     * The condition that no hold covers a row, for the statement that claims it. It names the parameter {@code :now}.
     *
     * @param dataClass as in {@code retention.yml}
     * @param owner SQL for the account the row belongs to, for instance {@code media_object.owner}; {@code null::uuid} for none
     * @param item SQL for the id under which the row can be held; {@code null::uuid} where only accounts and classes can
     */
    static String noneOn(String dataClass, String owner, String item) {
        return "not exists (select 1 from legal_hold where released_at is null and (expires_at is null or expires_at > :now)"
                + " and (scope = 'ACCOUNT' and target = " + owner
                + " or scope = 'ITEM' and target = " + item
                + " or scope = 'CLASS' and data_class = '" + dataClass + "'))";
    }

    /**
     * @param item of {@code dataClass}, an account's id for {@link Scope#ACCOUNT}; nothing for a whole class
     * @param reason why, in words, for staff
     * @param ground in law
     * @param reviewOn when somebody must look at it again
     * @param expires when it ends by itself, if it does
     */
    record Order(
            Scope scope,
            String dataClass,
            @Nullable UUID item,
            String reason,
            String ground,
            AccountId author,
            LocalDate reviewOn,
            @Nullable Instant expires) {}

    /** How much a hold covers. */
    enum Scope {
        /** Everything of one person. */
        ACCOUNT,
        /** One thing and what was made of it; the rest of the person's data still goes. */
        ITEM,
        /** Everything of one class. */
        CLASS
    }

    /** What placing a hold came to. */
    sealed interface Placement {
        record Held(UUID hold) implements Placement {}

        record TooLate(Instant destroyedAt) implements Placement {}

        record NotFound() implements Placement {}
    }

    /** One hold, for staff. */
    record Hold(
            UUID id,
            Scope scope,
            String dataClass,
            @Nullable UUID target,
            String reason,
            String ground,
            AccountId author,
            Instant placedAt,
            LocalDate reviewOn,
            @Nullable Instant expires,
            @Nullable Instant releasedAt) {}

    /** Holds that are in force on everything of one person, those to be reviewed first coming first. */
    List<Hold> on(AccountId person, Instant now);

    /** Holds that are in force, those to be reviewed first coming first; and, after them, up to {@code past} ended ones. */
    List<Hold> all(Instant now, int past);
}
