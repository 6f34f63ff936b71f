package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.credits.Ledger.Balance;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Money;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Money in and money out, in every order in which it may be told. */
@ProductTest
class PaymentsTests {

    private static final Amounts AMOUNTS = new Amounts(usd(600), usd(114), usd(714), "DE");

    @Autowired
    Payments payments;

    @Autowired
    OwedCredits owed;

    @Autowired
    JdbcClient sql;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final AccountId ana = AccountId.fresh();
    private final String transactionId = "tran_" + UUID.randomUUID();

    @Test
    void aPaymentGivesItsCreditsOnceHoweverOftenItIsTold() {
        assertThat(paid()).isTrue();
        assertThat(paid()).isFalse();
        assertBalance(500);
    }

    @Test
    void severalOfOnePackAreSeveralTimesItsCredits() {
        in(() -> payments.paid(paid(3)));
        assertBalance(1500);
    }

    @Test
    void aRefundTakesBackWhatIsThereOnce() {
        paid();
        assertThat(refunded("ref_1", 714, true)).isTrue();
        assertThat(refunded("ref_1", 714, true)).isFalse();
        assertBalance(0);
        assertOwed(0);
    }

    @Test
    void aRefundToldBeforeThePaymentIsNotForgotten() {
        refunded("ref_early", 714, true);
        paid();
        assertBalance(0);
    }

    @Test
    void aPartOfTheMoneyTakesTheSamePartOfTheCreditsRoundedForThePerson() {
        paid();
        refunded("ref_part", 238, true);
        assertBalance(500 - 166);
        refunded("ref_rest", 476, true);
        assertBalance(0);
    }

    @Test
    void aRefundThatIsOnlyUnderWayTakesNothingUntilItHasHappened() {
        paid();
        refunded("ref_later", 714, false);
        assertBalance(500);
        assertThat(refunded("ref_later", 714, true)).isTrue();
        assertBalance(0);
    }

    @Test
    void whatWasSpentBeforeIsOwedAndNoBalanceFallsBelowZero() {
        paid();
        spend(400);
        disputed();
        assertBalance(0);
        assertOwed(400);
    }

    @Test
    void whatWasHeldIsTakenOnceItIsBack() {
        paid();
        var hold = in(() -> ((Ledger.Held.Set) ledger.hold(ana, new Credits(300), cause())).hold());
        disputed();
        assertOwed(300);
        owed.takeBack();
        assertOwed(300);
        in(() -> {
            ledger.release(hold);
            return true;
        });
        owed.takeBack();
        assertBalance(0);
        assertOwed(0);
    }

    @Test
    void whatIsOwedAndSpentIsTriedAgainWithoutAWord() {
        paid();
        spend(500);
        disputed();
        long booked = clawbacks();
        disputed();
        refunded("ref_again", 714, true);
        owed.takeBack();
        assertThat(clawbacks()).isEqualTo(booked).isZero();
        assertOwed(500);
    }

    @Test
    void aRefundOfAPaymentWhoseAmountsNobodyHasSaidIsSettledWhenTheyAreSaid() {
        in(() -> payments.paid(paid(1, null)));
        refunded("ref_blind", 357, true);
        assertBalance(500);
        in(() -> payments.paid(paid(1)));
        assertBalance(250);
    }

    @Test
    void theRefundItselfSaysWhatWasCharged() {
        in(() -> payments.paid(paid(1, null)));
        in(() -> {
            payments.charged(new Told.Charged(transactionId, AMOUNTS));
            return payments.refunded(
                    new Refunded("ref_of" + transactionId, transactionId, usd(714), "succeeded", true));
        });
        assertBalance(0);
    }

    /** Each would look for the other before it is there. */
    @Test
    void aPaymentAndItsRefundThatAreToldAtOnceSeeEachOther() throws Exception {
        var refunding = new CompletableFuture<Boolean>();
        in(() -> {
            payments.paid(paid(1));
            Thread.ofVirtual().start(() -> refunding.complete(refunded("ref_at_once", 714, true)));
            await("for it to wait").until(this::somebodyWaits);
            return true;
        });
        assertThat(refunding.get(10, TimeUnit.SECONDS)).isTrue();
        assertBalance(0);
    }

    private boolean somebodyWaits() {
        return sql.sql("""
                select exists (select 1 from pg_locks where locktype = 'advisory' and not granted
                  and database = (select oid from pg_database where datname = current_database()))
                """).query(Boolean.class).single();
    }

    private long clawbacks() {
        return sql.sql("select count(*) from ledger_transaction where owner = :ana and kind = 'clawback'")
                .param("ana", ana.value())
                .query(Long.class)
                .single();
    }

    @Test
    void aRefundTouchesNothingThatWasGivenOtherwise() {
        paid();
        in(() -> {
            ledger.grant(ana, new Credits(70), cause());
            return true;
        });
        spend(500);
        refunded("ref_other", 714, true);
        assertThat(in(() -> ledger.balanceOf(ana)).available().amount()).isEqualTo(70);
    }

    private void spend(long credits) {
        in(() -> {
            var hold = (Ledger.Held.Set) ledger.hold(ana, new Credits(credits), cause());
            ledger.capture(hold.hold(), new Credits(credits));
            return true;
        });
    }

    private boolean paid() {
        return in(() -> payments.paid(paid(1)));
    }

    private Paid paid(int units) {
        return paid(units, AMOUNTS);
    }

    private Paid paid(int units, @Nullable Amounts amounts) {
        return new Paid(
                transactionId,
                plans.find("pack-500").orElseThrow(),
                ana,
                units,
                amounts,
                new Told.References("ord_1", "ch_1", null, "cust_1"),
                clock.instant());
    }

    private boolean refunded(String id, long amount, boolean settled) {
        var refund = new Refunded(
                id + transactionId, transactionId, usd(amount), settled ? "succeeded" : "pending", settled);
        return in(() -> payments.refunded(refund));
    }

    private void disputed() {
        in(() -> payments.disputed(new Disputed("disp_" + transactionId, transactionId, usd(714))));
    }

    private static Cause cause() {
        return new Cause("test", UUID.randomUUID().toString());
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private void assertBalance(long available) {
        assertThat(in(() -> ledger.balanceOf(ana))).isEqualTo(new Balance(new Credits(available), Credits.NONE));
    }

    private void assertOwed(long credits) {
        var payment = payments.find(transactionId).orElseThrow();
        assertThat(in(() -> payments.owed(payment))).isEqualTo(new Credits(credits));
    }
}
