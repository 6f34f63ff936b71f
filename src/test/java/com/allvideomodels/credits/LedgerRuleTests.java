package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.credits.Ledger.Balance;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.retention.RetentionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything here happens eight years ago or later; the sweep is asked at the time of the clock. */
@ProductTest
class LedgerRuleTests {

    private static final Duration YEAR = Duration.ofDays(366);

    @Autowired
    Ledger ledger;

    @Autowired
    @Qualifier("endOfLedgerLines")
    RetentionRule rule;

    @Autowired
    LedgerErasure erasure;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final AccountId ana = AccountId.fresh();

    @BeforeEach
    void longAgo() {
        clock.advance(YEAR.multipliedBy(-8));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause("retain.payments")
    void linesOlderThanSevenYearsBecomeOneAndEverySumStays() {
        grant(200);
        spend(30, 20);
        spend(50, 50);
        clock.advance(YEAR.multipliedBy(4));
        spend(10, 5);
        Balance before = balance();
        String sums = sums();
        clock.reset();
        assertThat(rule.due(clock.instant(), 1000)).isGreaterThanOrEqualTo(5);

        end();

        assertThat(kinds()).isEqualTo("carry,hold,capture");
        assertThat(balance()).isEqualTo(before);
        assertThat(sums()).isEqualTo(sums);
        new LedgerAudit(sql).finds("after the books were closed");
        end();
        assertThat(kinds()).as("what was carried is not carried again").isEqualTo("carry,hold,capture");
    }

    @Test
    void aHoldThatIsSettledLaterStaysWithItsSettlementAndSoDoesAllAfterIt() {
        grant(200);
        Held.Set hold = hold(30);
        spend(10, 10);
        clock.advance(YEAR.multipliedBy(4));
        transaction.executeWithoutResult(status -> ledger.capture(hold.hold(), new Credits(30)));
        clock.reset();

        end();

        assertThat(kinds()).isEqualTo("carry,hold,hold,capture,capture");
        new LedgerAudit(sql).finds("with a hold over the cut");
    }

    @Test
    void whatWasCarriedIsCarriedFurther() {
        grant(200);
        clock.advance(YEAR.multipliedBy(2));
        spend(30, 20);
        clock.reset();
        end();
        assertThat(kinds()).isEqualTo("carry,hold,capture");
        clock.advance(YEAR.multipliedBy(2));
        end();
        assertThat(kinds()).isEqualTo("carry");
        assertThat(balance().available()).isEqualTo(new Credits(180));
        spend(10, 10);
        new LedgerAudit(sql).finds("carried twice and spent from");
    }

    @Test
    void aBalanceOfNothingIsCarriedWithoutEntries() {
        grant(20);
        spend(20, 20);
        clock.reset();
        end();
        assertThat(balance().available()).isEqualTo(Credits.NONE);
        new LedgerAudit(sql).finds("nothing left");
    }

    @Test
    @Clause({"retain.payments", "right.deletion"})
    void ofAnErasedPersonNothingIsLeftAfterSevenYears() {
        grant(200);
        spend(30, 20);
        String reference = sql.sql(
                        "select cause_reference from ledger_transaction where owner = :ana and kind = 'hold'")
                .param("ana", ana.value())
                .query(String.class)
                .single();
        transaction.executeWithoutResult(status -> erasure.erase(ana, clock.instant()));
        assertThat(mentions(reference)).isEqualTo(2);
        clock.reset();
        end();
        assertThat(mentions(reference)).isZero();
        new LedgerAudit(sql).finds("after seven years");
    }

    @Test
    void nobodyElseClosesTheBooks() {
        grant(200);
        assertThatThrownBy(() -> sql.sql("delete from ledger_entry where owner = :ana")
                        .param("ana", ana.value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatIsHeldByLawStays() {
        grant(200);
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (gen_random_uuid(), 'ACCOUNT', 'ledger', :ana, 'r', 'g', gen_random_uuid(), now(), '2030-01-01')
                """).param("ana", ana.value()).update();
        clock.reset();
        end();
        assertThat(kinds()).isEqualTo("grant");
    }

    private void end() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> rule.end(now, 100_000));
    }

    private void grant(long amount) {
        transaction.executeWithoutResult(
                status -> ledger.grant(ana, new Credits(amount), new Cause("test", UUID.randomUUID() + "")));
    }

    private Held.Set hold(long amount) {
        return (Held.Set) transaction.execute(
                status -> ledger.hold(ana, new Credits(amount), new Cause("test", UUID.randomUUID() + "")));
    }

    private void spend(long held, long spent) {
        Held.Set hold = hold(held);
        transaction.executeWithoutResult(status -> ledger.capture(hold.hold(), new Credits(spent)));
    }

    private Balance balance() {
        return transaction.execute(status -> ledger.balanceOf(ana));
    }

    private String kinds() {
        return sql.sql("select string_agg(kind, ',' order by number) from ledger_transaction where owner = :ana")
                .param("ana", ana.value())
                .query(String.class)
                .single();
    }

    private long mentions(String reference) {
        return sql.sql("select count(*) from ledger_transaction where cause_reference = :reference")
                .param("reference", reference)
                .query(Long.class)
                .single();
    }

    private String sums() {
        return sql.sql("select string_agg(bucket || ' ' || total, ',' order by bucket) from"
                        + " (select bucket, sum(delta) total from ledger_entry group by bucket) sums")
                .query(String.class)
                .single();
    }
}
