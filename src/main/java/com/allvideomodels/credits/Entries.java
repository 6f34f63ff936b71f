package com.allvideomodels.credits;

import com.allvideomodels.credits.Ledger.Conflict;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of the ledger. */
@Component
class Entries {

    private static final String TRANSACTION =
            "select id, owner, kind, cause_kind, cause_reference, amount from ledger_transaction ";

    private final JdbcClient sql;

    Entries(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Snapshot> balance(AccountId owner) {
        return sql.sql("select available, held, last_entry_id from ledger_balance where owner = :owner")
                .param("owner", owner.value())
                .query(Snapshot.class)
                .optional();
    }

    /** Makes every other change of this owner wait for the end of this transaction. Nothing where it never had credits. */
    Optional<Snapshot> lock(AccountId owner) {
        return sql.sql("select available, held, last_entry_id from ledger_balance where owner = :owner for update")
                .param("owner", owner.value())
                .query(Snapshot.class)
                .optional();
    }

    /** As {@link #lock}, for an owner who may be new. */
    Snapshot lockOrOpen(AccountId owner) {
        return lock(owner).orElseGet(() -> {
            sql.sql("insert into ledger_balance values (:owner, 0, 0, 0) on conflict do nothing")
                    .param("owner", owner.value())
                    .update();
            return lock(owner).orElseThrow();
        });
    }

    Optional<Booked> find(Kind kind, Cause cause) {
        return sql.sql(TRANSACTION + "where kind = :kind and cause_kind = :cause and cause_reference = :reference")
                .param("kind", kind.word())
                .param("cause", cause.kind())
                .param("reference", cause.reference())
                .query((row, index) -> booked(row))
                .optional();
    }

    Optional<Booked> find(HoldId hold) {
        return sql.sql(TRANSACTION + "where id = :id and kind = 'hold'")
                .param("id", hold.value())
                .query((row, index) -> booked(row))
                .optional();
    }

    /** The capture or the release that ended a hold. */
    Optional<Booked> settlementOf(HoldId hold) {
        return sql.sql(TRANSACTION + "where settles = :hold")
                .param("hold", hold.value())
                .query((row, index) -> booked(row))
                .optional();
    }

    /**
     * Writes a transaction with its entries and moves the owner's snapshot along. The owner must be locked.
     *
     * @return {@code fresh}, or the same thing booked at this very moment by somebody else
     * @throws Conflict if that other thing is not the same
     */
    Booked book(Booked fresh, @Nullable HoldId settles, Movement movement, Snapshot before, Instant now) {
        Snapshot after = before.moved(movement);
        if (!insertTransaction(fresh, settles, after, now)) {
            Booked earlier = find(fresh.kind(), fresh.cause()).orElseThrow();
            earlier.requireSame(fresh.owner(), fresh.kind(), fresh.amount());
            return earlier;
        }
        long last = Math.max(before.lastEntryId(), insertEntries(fresh, movement));
        sql.sql(
                        "update ledger_balance set available = :available, held = :held, last_entry_id = :last where owner = :owner")
                .param("available", after.available())
                .param("held", after.held())
                .param("last", last)
                .param("owner", fresh.owner().value())
                .update();
        return fresh;
    }

    private boolean insertTransaction(Booked fresh, @Nullable HoldId settles, Snapshot after, Instant now) {
        return sql.sql("""
                insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, settles,
                  available_after, held_after, at)
                values (:id, :owner, :kind, :cause, :reference, :amount, :settles, :available, :held, :at)
                on conflict (kind, cause_kind, cause_reference) do nothing
                """)
                        .param("id", fresh.id())
                        .param("owner", fresh.owner().value())
                        .param("kind", fresh.kind().word())
                        .param("cause", fresh.cause().kind())
                        .param("reference", fresh.cause().reference())
                        .param("amount", fresh.amount().amount())
                        .param("settles", settles == null ? null : settles.value())
                        .param("available", after.available())
                        .param("held", after.held())
                        .param("at", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @return the newest entry of the owner among them, 0 where nothing moved */
    private long insertEntries(Booked fresh, Movement movement) {
        return sql.sql("""
                with fresh as (
                  insert into ledger_entry (transaction_id, owner, bucket, delta)
                  select :transaction, part.owner, part.bucket, part.delta
                  from (values
                    (:owner, 'available', :available),
                    (:owner, 'held', :held),
                    (null, 'issued', :issued),
                    (null, 'spent', :spent),
                    (null, 'lapsed', :lapsed)) part (owner, bucket, delta)
                  where part.delta <> 0
                  returning id, owner)
                select coalesce(max(id), 0) from fresh where owner is not null
                """)
                .param("transaction", fresh.id())
                .param("owner", fresh.owner().value())
                .param("available", movement.available())
                .param("held", movement.held())
                .param("issued", movement.issued())
                .param("spent", movement.spent())
                .param("lapsed", movement.lapsed())
                .query(Long.class)
                .single();
    }

    private static Booked booked(ResultSet row) throws SQLException {
        return new Booked(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("owner", UUID.class)),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new Cause(row.getString("cause_kind"), row.getString("cause_reference")),
                new Credits(row.getLong("amount")));
    }

    /** What a transaction does. */
    enum Kind {
        GRANT,
        HOLD,
        CAPTURE,
        RELEASE,
        LAPSE,
        CLAWBACK;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A transaction of the ledger: its contents, by which a repetition is told from a conflict. */
    record Booked(UUID id, AccountId owner, Kind kind, Cause cause, Credits amount) {

        static Booked fresh(AccountId owner, Kind kind, Cause cause, Credits amount) {
            return new Booked(UUID.randomUUID(), owner, kind, cause, amount);
        }

        /** @throws Conflict unless this says the same */
        void requireSame(AccountId owner, Kind kind, Credits amount) {
            if (!this.owner.equals(owner) || this.kind != kind || !this.amount.equals(amount)) {
                throw new Conflict("the " + cause.kind() + " " + cause.reference() + " was booked before as a "
                        + this.kind.word() + " with other contents");
            }
        }
    }

    /**
     * An owner's sums up to a bookmark.
     *
     * @param lastEntryId the newest entry counted in
     */
    record Snapshot(long available, long held, long lastEntryId) {

        static final Snapshot NOTHING = new Snapshot(0, 0, 0);

        Snapshot moved(Movement movement) {
            return new Snapshot(
                    Math.addExact(available, movement.available()), Math.addExact(held, movement.held()), lastEntryId);
        }
    }
}
