package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.credits.Ledger.Balance;
import com.allvideomodels.credits.Ledger.Conflict;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

/** Credits that lapse, and credits that are taken back. */
class LotsTests {

    private static TestDatabase database;

    private final Ledger ledger = database.get(Ledger.class);
    private final TestClock clock = database.get(TestClock.class);
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(LotsTests::ledger);
    }

    private static void ledger(GenericApplicationContext context) {
        context.registerBean(Entries.class);
        context.registerBean(Lots.class);
        context.registerBean(DoubleEntryLedger.class);
        LedgerAudit.limits(context);
        context.registerBean(Lapses.class);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @AfterEach
    void booksAreTrue() {
        clock.reset();
        new LedgerAudit(database.sql()).finds("after a test of lots");
    }

    @Test
    void whatLapsesFirstIsSpentFirst() {
        grant(100, 0);
        grant(50, 20);
        grant(30, 10);
        HoldId hold = held(60);
        assertThat(lots()).containsExactly(20L, 100L);
        capture(hold, 40);
        assertThat(lots())
                .as("the later half of the hold came back to where it came from")
                .containsExactly(40L, 100L);
    }

    @Test
    void whatNobodySpentInTimeIsGoneOnItsDayAndNotBefore() {
        grant(30, 10);
        grant(5, 0);
        clock.advance(Duration.ofDays(10).minusSeconds(5));
        lapseEverywhere();
        assertBalance(35, 0);
        clock.advance(Duration.ofSeconds(5));
        lapseEverywhere();
        lapseEverywhere();
        assertBalance(5, 0);
        assertThat(booked("lapse")).containsExactly(30L);
    }

    @Test
    void whatIsOverCannotBeSpentBeforeTheJobHasSeenIt() {
        grant(30, 1);
        clock.advance(Duration.ofDays(1));
        assertThat(hold(1)).isEqualTo(new Held.Short(Credits.NONE, new Credits(1)));
        assertBalance(0, 0);
    }

    @Test
    void whatIsHeldDoesNotLapseAndComesBackForThreeDays() {
        grant(30, 1);
        HoldId hold = held(30);
        clock.advance(Duration.ofDays(2));
        lapseEverywhere();
        assertBalance(0, 30);
        release(hold);
        lapseEverywhere();
        assertBalance(30, 0);
        clock.advance(Lots.PROLONGED);
        lapseEverywhere();
        assertBalance(0, 0);
    }

    @Test
    void aLotIsProlongedOnce() {
        grant(30, 1);
        HoldId first = held(30);
        clock.advance(Duration.ofDays(2));
        release(first);
        HoldId second = held(30);
        clock.advance(Lots.PROLONGED);
        release(second);
        lapseEverywhere();
        assertBalance(0, 0);
    }

    @Test
    void ofARefundedGrantWhatIsThereIsTakenAndNothingOfAnother() {
        Cause pack = grant(100, 0);
        grant(70, 0);
        capture(held(40), 40);
        assertThat(takeBack(pack, 100, "refund")).isEqualTo(new Credits(60));
        assertThat(takeBack(pack, 100, "refund"))
                .as("the same refund, told twice")
                .isEqualTo(new Credits(60));
        assertBalance(70, 0);
    }

    @Test
    void whatIsHeldIsLeftAndCanBeTakenOnceItIsBack() {
        Cause pack = grant(100, 0);
        HoldId hold = held(80);
        assertThat(takeBack(pack, 100, "first")).isEqualTo(new Credits(20));
        release(hold);
        assertThat(takeBack(pack, 80, "second")).isEqualTo(new Credits(80));
        assertBalance(0, 0);
    }

    @Test
    void aRefundOfNothingThatWasEverGivenIsRefused() {
        assertThatThrownBy(() -> takeBack(new Cause("test", "never"), 1, "refund"))
                .isInstanceOf(IllegalArgumentException.class);
        Cause pack = grant(10, 0);
        takeBack(pack, 1, "mine");
        Cause other = new Cause("test", UUID.randomUUID().toString());
        in(() -> {
            ledger.grant(AccountId.fresh(), new Credits(10), other);
            return true;
        });
        assertThatThrownBy(() -> takeBack(other, 1, "mine")).isInstanceOf(Conflict.class);
    }

    private void lapseEverywhere() {
        database.get(Lapses.class).takeDue();
    }

    /** @param days after which it lapses, 0 for never */
    private Cause grant(long amount, int days) {
        Cause cause = new Cause("test", UUID.randomUUID().toString());
        return in(() -> {
            ledger.grant(
                    ana,
                    new Credits(amount),
                    cause,
                    days == 0 ? null : clock.instant().plus(Duration.ofDays(days)));
            return cause;
        });
    }

    private Held hold(long amount) {
        return in(() -> ledger.hold(
                ana, new Credits(amount), new Cause("test", UUID.randomUUID().toString())));
    }

    private HoldId held(long amount) {
        return ((Held.Set) hold(amount)).hold();
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

    private Credits takeBack(Cause grant, long most, String why) {
        return in(() -> ledger.takeBack(grant, new Credits(most), new Cause("refund", why + " of " + ana)));
    }

    private List<Long> lots() {
        return database.get(Lots.class).of(ana).stream()
                .map(Lots.Lot::available)
                .toList();
    }

    private List<Long> booked(String kind) {
        return database.sql()
                .sql("select amount from ledger_transaction where owner = :ana and kind = :kind")
                .param("ana", ana.value())
                .param("kind", kind)
                .query(Long.class)
                .list();
    }

    private static <T> T in(Supplier<T> work) {
        return database.transactions().execute(status -> work.get());
    }

    private void assertBalance(long available, long held) {
        Balance balance = in(() -> ledger.balanceOf(ana));
        assertThat(balance).isEqualTo(new Balance(new Credits(available), new Credits(held)));
    }
}
