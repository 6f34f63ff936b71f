package com.allvideomodels.credits;

import static java.util.stream.Collectors.toMap;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is left of each grant, and until when. What lapses first is spent first; of two that lapse together, the older. Whoever changes
 * anything here has locked the owner's balance. A lot of which nothing is left is gone.
 */
@Component
class Lots {

    /** What comes back after its lot lapsed may be spent for so long, once for each lot. */
    static final Duration PROLONGED = Duration.ofDays(3);

    private final JdbcClient sql;

    Lots(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param lapsesAt {@code null} for never */
    record Lot(UUID id, long available, @Nullable OffsetDateTime lapsesAt) {}

    void open(UUID grant, AccountId owner, long amount, Instant now, @Nullable Instant lapsesAt) {
        if (amount == 0) {
            return;
        }
        sql.sql("""
                insert into ledger_lot (id, owner, available, held, granted_at, lapses_at)
                values (:id, :owner, :amount, 0, :now, :lapses)
                """)
                .param("id", grant)
                .param("owner", owner.value())
                .param("amount", amount)
                .param("now", utc(now))
                .param("lapses", lapsesAt == null ? null : utc(lapsesAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Sets aside so much of what lapses first. There is enough. */
    void take(HoldId hold, AccountId owner, long amount) {
        long taken = sql.sql("""
                with line as (
                  select id, available, sum(available) over (order by lapses_at nulls last, granted_at, id) - available as before
                  from ledger_lot where owner = :owner and available > 0),
                part as (select id, least(available, :amount - before) as amount from line where before < :amount),
                moved as (
                  update ledger_lot lot set available = lot.available - part.amount, held = lot.held + part.amount
                  from part where lot.id = part.id),
                kept as (insert into ledger_hold_part (hold_id, lot_id, amount) select :hold, id, amount from part)
                select coalesce(sum(amount), 0) from part
                """)
                .param("owner", owner.value())
                .param("amount", amount)
                .param("hold", hold.value())
                .query(Long.class)
                .single();
        if (taken != amount) {
            throw new IllegalStateException("the lots of an owner hold " + taken + " of " + amount + " credits");
        }
    }

    /** Ends a hold: of its parts the first to lapse are spent, the others go back to where they came from. */
    void settle(HoldId hold, AccountId owner, long spent, Instant now) {
        sql.sql("""
                with line as (
                  select part.lot_id, part.amount,
                    sum(part.amount) over (order by lot.lapses_at nulls last, lot.granted_at, lot.id) - part.amount as before
                  from ledger_hold_part part join ledger_lot lot on lot.id = part.lot_id where part.hold_id = :hold),
                back as (select lot_id, amount, amount - least(amount, greatest(:spent - before, 0)) as returned from line)
                update ledger_lot lot set held = lot.held - back.amount, available = lot.available + back.returned,
                  lapses_at = case when back.returned > 0 and lot.lapses_at <= :now and not lot.prolonged
                    then :later else lot.lapses_at end,
                  prolonged = lot.prolonged or back.returned > 0 and coalesce(lot.lapses_at <= :now, false)
                from back where lot.id = back.lot_id
                """)
                .param("hold", hold.value())
                .param("spent", spent)
                .param("now", utc(now))
                .param("later", utc(now.plus(PROLONGED)))
                .update();
        sql.sql("delete from ledger_hold_part where hold_id = :hold")
                .param("hold", hold.value())
                .update();
        dropEmpty(owner);
    }

    /** Takes what is over. @return what was taken, lot by lot */
    List<Lot> lapse(AccountId owner, Instant now) {
        List<Lot> over = sql.sql("""
                select id, available, lapses_at from ledger_lot
                where owner = :owner and available > 0 and lapses_at <= :now order by lapses_at, granted_at, id
                """)
                .param("owner", owner.value())
                .param("now", utc(now))
                .query(Lot.class)
                .list();
        over.forEach(lot -> reduce(lot.id(), lot.available()));
        if (!over.isEmpty()) {
            dropEmpty(owner);
        }
        return over;
    }

    /** Owners of whom something is over. */
    List<UUID> over(Instant now, int most) {
        return sql.sql("""
                select distinct owner from (
                  select owner from ledger_lot where available > 0 and lapses_at <= :now order by lapses_at limit :most) due
                """)
                .param("now", utc(now))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** What is still there of a grant and not held. */
    Credits left(UUID grant, AccountId owner) {
        return sql.sql("select available from ledger_lot where id = :id and owner = :owner")
                .param("id", grant)
                .param("owner", owner.value())
                .query(Long.class)
                .optional()
                .map(Credits::new)
                .orElse(Credits.NONE);
    }

    /** The same of many, whoever they were given to; those of which nothing is left are missing. */
    Map<Cause, Credits> left(Collection<Cause> grants) {
        return sql
                .sql("""
                select t.cause_kind, t.cause_reference, l.available from unnest(:kinds, :references) g (kind, reference)
                join ledger_transaction t on t.kind = 'grant' and t.cause_kind = g.kind and t.cause_reference = g.reference
                join ledger_lot l on l.id = t.id
                where l.available > 0
                """)
                .param("kinds", grants.stream().map(Cause::kind).toArray(String[]::new))
                .param("references", grants.stream().map(Cause::reference).toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        new Cause(row.getString("cause_kind"), row.getString("cause_reference")),
                        new Credits(row.getLong("available"))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @param taken at most what is left of it */
    void takeBack(UUID grant, AccountId owner, long taken) {
        reduce(grant, taken);
        dropEmpty(owner);
    }

    /** What can be spent, in the order in which it is. */
    List<Lot> of(AccountId owner) {
        return sql.sql("""
                select id, available, lapses_at from ledger_lot where owner = :owner and available > 0
                order by lapses_at nulls last, granted_at, id
                """).param("owner", owner.value()).query(Lot.class).list();
    }

    /** What will lapse, the soonest first. */
    List<Lot> lapsing(AccountId owner) {
        return of(owner).stream().filter(lot -> lot.lapsesAt() != null).toList();
    }

    private void reduce(UUID lot, long by) {
        sql.sql("update ledger_lot set available = available - :by where id = :id")
                .param("by", by)
                .param("id", lot)
                .update();
    }

    private void dropEmpty(AccountId owner) {
        sql.sql("delete from ledger_lot where owner = :owner and available = 0 and held = 0")
                .param("owner", owner.value())
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
