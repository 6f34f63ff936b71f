package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class LedgerErasureTests {

    private static TestDatabase database;

    private final Ledger ledger = database.get(Ledger.class);
    private final LedgerErasure erasure = database.get(LedgerErasure.class);
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(context -> {
            context.registerBean(Entries.class);
            context.registerBean(Lots.class);
            context.registerBean(DoubleEntryLedger.class);
            LedgerAudit.limits(context);
            context.registerBean(LegalHolds.class, NoHolds::new);
            context.registerBean(HistoryGuard.class);
            context.registerBean(LedgerErasure.class);
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    @Clause({"retain.payments", "right.deletion"})
    void theBooksForgetWhoseTheyAreAndEverySumStays() {
        spend();
        String sums = sums();

        erase();

        assertThat(database.sql()
                        .sql("""
                        select count(*) from ledger_transaction t, ledger_entry e, ledger_balance b
                        where t.owner = :ana or e.owner = :ana or b.owner = :ana or strpos(t.cause_reference, cast(:ana as text)) > 0
                        """)
                        .param("ana", ana.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sums()).isEqualTo(sums);
        new LedgerAudit(database.sql()).finds("after an erasure");
    }

    @Test
    void whoeverWasErasedCanSpendNothing() {
        spend();
        erase();
        Held held = database.transactions()
                .execute(status -> ledger.hold(ana, new Credits(1), new Cause("test", UUID.randomUUID() + "")));
        assertThat(held).isInstanceOf(Held.Short.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_transaction set amount = amount + 1",
                "update ledger_transaction set at = at - interval '1 day'",
                "update ledger_entry set delta = -delta",
                "update ledger_entry set owner = gen_random_uuid() where owner is null",
                "delete from ledger_entry",
                "truncate ledger_transaction cascade"
            })
    void nothingElseOfTheBooksChangesByTheSameWay(String statement) {
        spend();
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    database.sql()
                            .sql("select set_config('retention.ends', 'ledger-owner', true)")
                            .query((row, number) -> true)
                            .single();
                    database.sql().sql(statement).update();
                }))
                .isInstanceOf(DataAccessException.class);
    }

    private void spend() {
        database.transactions().executeWithoutResult(status -> {
            ledger.grant(ana, new Credits(200), new Cause("welcome", ana.toString()));
            Held.Set hold =
                    (Held.Set) ledger.hold(ana, new Credits(30), new Cause("generation", UUID.randomUUID() + ""));
            ledger.capture(hold.hold(), new Credits(20));
        });
    }

    private void erase() {
        database.transactions()
                .executeWithoutResult(status -> assertThat(
                                erasure.erase(ana, database.get(TestClock.class).instant()))
                        .isTrue());
    }

    private String sums() {
        return database.sql()
                .sql("select string_agg(bucket || ' ' || total, ',' order by bucket) from"
                        + " (select bucket, sum(delta) total from ledger_entry group by bucket) sums")
                .query(String.class)
                .single();
    }

    /** Nobody has placed one. */
    static class NoHolds implements LegalHolds {

        @Override
        public void guard() {}

        @Override
        public boolean isHeld(String dataClass, AccountId owner, UUID item, Instant now) {
            return false;
        }

        @Override
        public Placement place(Order order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(UUID hold, AccountId by, String why) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Hold> on(AccountId person, Instant now) {
            return List.of();
        }

        @Override
        public List<Hold> all(Instant now, int past) {
            return List.of();
        }
    }
}
