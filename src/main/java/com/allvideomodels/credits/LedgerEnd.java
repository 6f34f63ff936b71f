package com.allvideomodels.credits;

import com.allvideomodels.retention.DueRows;
import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowEnding;
import com.allvideomodels.retention.RowRules;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Closes the books of what is older than they must be kept (clause retain.payments). All of an owner's transactions up to the last that
 * is old enough go together and one takes their place that carries their sums forward, so no balance, no running balance and no total
 * changes. Of an owner who is nobody any more, and of whom nothing younger is left, nothing is carried.
 */
record LedgerEnd(JdbcClient sql, HistoryGuard guard) implements RowEnding {

    @Configuration(proxyBeanMethods = false)
    static class Rule {

        @Bean
        RetentionRule endOfLedgerLines(RowRules rows, JdbcClient sql, HistoryGuard guard) {
            return rows.of("ledger")
                    .table("ledger_transaction")
                    .id("id")
                    .owner("owner")
                    .item("id")
                    .when("kind <> 'carry'")
                    .since("at")
                    .by(new LedgerEnd(sql, guard));
        }
    }

    /** Whole owners at a time, so it may end a few more than asked for. */
    @Override
    public int end(DueRows due, Instant now, int most) {
        int ended = 0;
        for (UUID owner : owners(due, now, most)) {
            if (ended < most) {
                ended += close(due, owner, now);
            }
        }
        return ended;
    }

    private static List<UUID> owners(DueRows due, Instant now, int most) {
        return due.statement("""
                        select b.owner from ledger_balance b
                        where b.owner in (select distinct owner from (select owner
                        """ + due.inOrder("") + " limit :most) as old) for update of b skip locked", now)
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    private int close(DueRows due, UUID owner, Instant now) {
        Optional<Cut> cut = cut(due, owner, now);
        cut.ifPresent(last -> {
            Sums sums = sums(owner, last);
            delete(owner, last);
            if (goesOn(owner)) {
                carry(owner, last, sums);
            } else {
                forget("ledger_lot", owner);
                forget("ledger_balance", owner);
            }
        });
        return cut.map(Cut::lines).orElse(0);
    }

    private void forget(String table, UUID owner) {
        sql.sql("delete from " + table + " where owner = :owner")
                .param("owner", owner)
                .update();
    }

    /** Nothing where there is nothing but what was carried forward before. */
    private static Optional<Cut> cut(DueRows due, UUID owner, Instant now) {
        return due.statement("""
                        select max(number) as number, max(at) as at, count(*) filter (where kind <> 'carry') as lines
                        from ledger_transaction where owner = :owner and number <= ledger_cut(:owner, :until)
                        """, now)
                .param("owner", owner)
                .query((row, number) ->
                        new Cut(row.getLong("number"), row.getObject("at", OffsetDateTime.class), row.getInt("lines")))
                .optional()
                .filter(cut -> cut.lines() > 0);
    }

    private Sums sums(UUID owner, Cut cut) {
        return sql.sql("""
                select coalesce(sum(delta) filter (where bucket = 'available'), 0) as available,
                  coalesce(sum(delta) filter (where bucket = 'issued'), 0) as issued,
                  coalesce(sum(delta) filter (where bucket = 'spent'), 0) as spent,
                  coalesce(sum(delta) filter (where bucket = 'lapsed'), 0) as lapsed,
                  coalesce(max(e.id) filter (where e.owner is not null), 0) as last_entry
                from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                where t.owner = :owner and t.number <= :cut
                """)
                .param("owner", owner)
                .param("cut", cut.number())
                .query(Sums.class)
                .single();
    }

    private void delete(UUID owner, Cut cut) {
        guard.lift("ledger", () -> {
            bound("""
                    delete from ledger_entry where transaction_id in (
                      select id from ledger_transaction where owner = :owner and number <= :cut)
                    """, owner, cut);
            bound("delete from ledger_transaction where owner = :owner and number <= :cut", owner, cut);
        });
    }

    private void bound(String statement, UUID owner, Cut cut) {
        sql.sql(statement).param("owner", owner).param("cut", cut.number()).update();
    }

    private boolean goesOn(UUID owner) {
        return sql.sql("""
                select exists (select 1 from ledger_transaction where owner = :owner)
                  or exists (select 1 from ledger_balance where owner = :owner and ended_at is null)
                """).param("owner", owner).query(Boolean.class).single();
    }

    /** In the place of the last that went, by its number, so that what follows adds up as before. No hold is open there. */
    private void carry(UUID owner, Cut cut, Sums sums) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into ledger_transaction (id, number, owner, kind, cause_kind, cause_reference, amount, available_after,
                  held_after, at)
                overriding system value
                values (:id, :number, :owner, 'carry', 'carry', :reference, :available, :available, 0, :at)
                """)
                .param("id", id)
                .param("number", cut.number())
                .param("owner", owner)
                .param("reference", id.toString())
                .param("available", sums.available())
                .param("at", cut.at())
                .update();
        sql.sql("""
                insert into ledger_entry (id, transaction_id, owner, bucket, delta)
                overriding system value
                select coalesce(part.id, nextval(pg_get_serial_sequence('ledger_entry', 'id'))), :transaction, part.owner,
                  part.bucket, part.delta
                from (values
                  (cast(:last as bigint), cast(:owner as uuid), 'available', :available),
                  (null, null, 'issued', :issued),
                  (null, null, 'spent', :spent),
                  (null, null, 'lapsed', :lapsed)) part (id, owner, bucket, delta)
                where part.delta <> 0
                """)
                .param("transaction", id)
                .param("last", sums.lastEntry())
                .param("owner", owner)
                .param("available", sums.available())
                .param("issued", sums.issued())
                .param("spent", sums.spent())
                .param("lapsed", sums.lapsed())
                .update();
        sql.sql("""
                update ledger_balance
                set last_entry_id = coalesce((select max(id) from ledger_entry where owner = :owner), 0) where owner = :owner
                """).param("owner", owner).update();
    }

    private record Cut(long number, OffsetDateTime at, int lines) {}

    private record Sums(long available, long issued, long spent, long lapsed, long lastEntry) {}
}
