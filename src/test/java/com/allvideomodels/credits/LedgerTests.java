package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.TestDatabase;
import com.allvideomodels.credits.Ledger.Balance;
import com.allvideomodels.credits.Ledger.Conflict;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class LedgerTests {

    private static TestDatabase database;

    private final Ledger ledger = database.get(Ledger.class);
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(context -> {
            context.registerBean(Entries.class);
            context.registerBean(Lots.class);
            context.registerBean(DoubleEntryLedger.class);
            LedgerAudit.limits(context);
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void refusesToWorkOutsideATransaction() {
        assertThatThrownBy(() -> ledger.grant(ana, new Credits(1), aCause()))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> ledger.hold(ana, new Credits(1), aCause()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void whatIsGrantedCanBeSpent() {
        grant(ana, 200, aCause());
        assertBalance(200, 0);
    }

    @Test
    void aStrangerHasNothing() {
        assertBalance(0, 0);
    }

    @Test
    void aGrantIsGivenOnce() {
        Cause cause = aCause();
        grant(ana, 200, cause);
        grant(ana, 200, cause);
        assertBalance(200, 0);
    }

    @Test
    void theSameCauseWithOtherContentsIsAConflict() {
        Cause cause = aCause();
        grant(ana, 200, cause);
        assertThatThrownBy(() -> grant(ana, 201, cause)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> grant(AccountId.fresh(), 200, cause)).isInstanceOf(Conflict.class);
        assertBalance(200, 0);
    }

    @Test
    void aHoldTakesCreditsAsideAndIsTheSameHoldWhenRepeated() {
        grant(ana, 200, aCause());
        Cause cause = aCause();
        HoldId first = held(ana, 70, cause);
        assertThat(held(ana, 70, cause)).isEqualTo(first);
        assertBalance(130, 70);
        assertThatThrownBy(() -> hold(ana, 71, cause)).isInstanceOf(Conflict.class);
    }

    @Test
    void aHoldOfMoreThanThereIsChangesNothing() {
        grant(ana, 50, aCause());
        assertThat(hold(ana, 51, aCause())).isEqualTo(new Held.Short(new Credits(50), new Credits(51)));
        assertBalance(50, 0);
    }

    @Test
    void aHoldIsAnsweredTheSameEvenWhenItIsLongSpent() {
        grant(ana, 10, aCause());
        Cause cause = aCause();
        HoldId hold = held(ana, 10, cause);
        capture(hold, 10);
        assertThat(held(ana, 10, cause)).isEqualTo(hold);
        assertBalance(0, 0);
    }

    @Test
    void aCaptureSpendsAndGivesTheRestBack() {
        grant(ana, 200, aCause());
        HoldId hold = held(ana, 70, aCause());
        capture(hold, 50);
        capture(hold, 50);
        assertBalance(150, 0);
    }

    @Test
    void aHoldCannotBeCapturedTwice() {
        grant(ana, 200, aCause());
        HoldId hold = held(ana, 70, aCause());
        capture(hold, 50);
        assertThatThrownBy(() -> capture(hold, 60)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> release(hold)).isInstanceOf(Conflict.class);
        assertBalance(150, 0);
    }

    @Test
    void aCaptureNeverTakesMoreThanWasHeld() {
        grant(ana, 200, aCause());
        HoldId hold = held(ana, 70, aCause());
        assertThatThrownBy(() -> capture(hold, 71)).isInstanceOf(IllegalArgumentException.class);
        assertBalance(130, 70);
    }

    @Test
    void aReleaseGivesEverythingBackOnce() {
        grant(ana, 200, aCause());
        HoldId hold = held(ana, 70, aCause());
        release(hold);
        release(hold);
        assertBalance(200, 0);
        assertThatThrownBy(() -> capture(hold, 10)).isInstanceOf(Conflict.class);
    }

    @Test
    void aFreeThingIsHeldAndCapturedLikeAnyOther() {
        HoldId hold = held(ana, 0, aCause());
        capture(hold, 0);
        assertBalance(0, 0);
    }

    @Test
    void aRefusalLeavesTheCallersTransactionWhole() {
        Cause taken = aCause();
        grant(ana, 5, taken);
        Cause other = aCause();
        database.transactions().executeWithoutResult(status -> {
            ledger.grant(ana, new Credits(1), other);
            assertThatThrownBy(() -> ledger.grant(ana, new Credits(6), taken)).isInstanceOf(Conflict.class);
        });
        assertBalance(6, 0);
    }

    @Test
    void whatIsRolledBackNeverHappened() {
        grant(ana, 10, aCause());
        Cause cause = aCause();
        database.transactions().executeWithoutResult(status -> {
            ledger.hold(ana, new Credits(10), cause);
            status.setRollbackOnly();
        });
        assertBalance(10, 0);
        assertThat(hold(ana, 10, cause)).isInstanceOf(Held.Set.class);
    }

    @Test
    void entriesCannotBeChangedOrRemoved() {
        grant(ana, 10, aCause());
        for (String forbidden : new String[] {
            "update ledger_entry set delta = delta + 1",
            "delete from ledger_entry",
            "truncate ledger_entry",
            "update ledger_transaction set amount = 0",
            "delete from ledger_transaction",
            "truncate ledger_transaction, ledger_entry"
        }) {
            assertThatThrownBy(() -> database.sql().sql(forbidden).update())
                    .as(forbidden)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("only grows");
        }
    }

    @Test
    void theDatabaseItselfRefusesEntriesThatDoNotSumToZero() {
        grant(ana, 10, aCause());
        assertThatThrownBy(() ->
                        database.sql().sql("""
                                insert into ledger_entry (transaction_id, owner, bucket, delta)
                                select id, owner, 'held', 1 from ledger_transaction where owner = :owner
                                """).param("owner", ana.value()).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("sum to zero");
    }

    @Test
    void theDatabaseItselfRefusesABalanceBelowZero() {
        grant(ana, 10, aCause());
        assertThatThrownBy(() -> database.sql()
                        .sql("update ledger_balance set available = -1 where owner = :owner")
                        .param("owner", ana.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private static Cause aCause() {
        return new Cause("test", UUID.randomUUID().toString());
    }

    private void grant(AccountId owner, long amount, Cause cause) {
        in(() -> {
            ledger.grant(owner, new Credits(amount), cause);
            return true;
        });
    }

    private Held hold(AccountId owner, long amount, Cause cause) {
        return in(() -> ledger.hold(owner, new Credits(amount), cause));
    }

    private HoldId held(AccountId owner, long amount, Cause cause) {
        return ((Held.Set) hold(owner, amount, cause)).hold();
    }

    private void capture(HoldId hold, long amount) {
        in(() -> {
            ledger.capture(hold, new Credits(amount));
            return true;
        });
    }

    private void release(HoldId hold) {
        in(() -> {
            ledger.release(hold);
            return true;
        });
    }

    private static <T> T in(Supplier<T> work) {
        return database.transactions().execute(status -> work.get());
    }

    private void assertBalance(long available, long held) {
        Balance balance = in(() -> ledger.balanceOf(ana));
        assertThat(balance).isEqualTo(new Balance(new Credits(available), new Credits(held)));
    }
}
