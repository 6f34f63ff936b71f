package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.RefundDesk.Ordered;
import com.allvideomodels.billing.RefundOrders.State;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Money;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Sending money back through Creem: all that is left, once, and followed until it is decided, whatever becomes of the answer. */
@ProductTest
@Clause("use.payments")
class RefundTests {

    @Autowired
    PaymentBooks books;

    @Autowired
    PaymentRows rows;

    @Autowired
    Payments payments;

    @Autowired
    RefundOrders orders;

    @Autowired
    Plans plans;

    @Autowired
    com.allvideomodels.credits.Ledger ledger;

    @Autowired
    ApiClients clients;

    @Autowired
    AuditTrail audit;

    @Autowired
    ActsSeen acts;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    private LocalCreem local;
    private RefundDesk desk;
    private RefundWatch watch;
    private AccountId ana;
    private PaymentLine payment;
    private final AccountId me = AccountId.fresh();

    @BeforeEach
    void somebodyPaid() throws IOException, InterruptedException {
        local = LocalCreem.at(0, null, clock, 1e9);
        local.sells("prod_pack500", "500 credits", 600, "USD", "once");
        var settings = new CreemSettings(local.address(), LocalCreem.API_KEY, LocalCreem.WEBHOOK_SECRET, List.of());
        var creem = new CreemApi(clients, settings);
        desk = new RefundDesk(books, rows, orders, creem, audit, transaction, clock);
        watch = new RefundWatch(orders, creem, payments, transaction, clock);
        ana = people.openAccount().id();
        payment = paid();
    }

    @AfterEach
    void nobodyIsLookedAt() {
        sql.sql("update refund_order set look_at = null where transaction_id = :transaction")
                .param("transaction", payment.transaction())
                .update();
        local.close();
    }

    private PaymentLine paid() throws IOException, InterruptedException {
        Transaction seen = new LocalBuyer(local).buy();
        var paid = new Paid(
                seen.id(),
                plans.find("pack-500").orElseThrow(),
                ana,
                1,
                seen.amounts(),
                new Told.References(seen.order(), null, null, seen.customer()),
                seen.at());
        transaction.executeWithoutResult(status -> payments.paid(paid));
        return books.page(PaymentBooks.Shelf.ALL, seen.id(), Optional.empty()).getFirst();
    }

    @Test
    void allThatIsLeftGoesBackOnceAndTheCreditsWithIt() {
        assertThat(order()).isEqualTo(Ordered.TAKEN);
        assertThat(order()).isEqualTo(Ordered.NOT_THIS);
        assertThat(state()).isEqualTo(State.UNDER_WAY);
        watch.look();
        assertThat(state()).isEqualTo(State.DONE);
        assertThat(bought()).isZero();
        assertThat(now().left().minor()).isZero();
        assertThat(now().takenBack()).isEqualTo(new Credits(500));
        assertThat(order()).isEqualTo(Ordered.NOT_THIS);
        assertThat(asked()).isEqualTo(1);
        assertThat(acts.about(ana)).containsOnlyOnce("payment.refund-ordered");
    }

    @Test
    void aLostAnswerIsNeverSentAgainAndIsFollowedUntilTheMoneyIsBack() {
        local.next("/v1/refunds", LocalCreem.Kind.LOSES_ANSWER);
        assertThat(order()).isEqualTo(Ordered.UNKNOWN);
        assertThat(order()).isEqualTo(Ordered.NOT_THIS);
        assertThat(state()).isEqualTo(State.ASKED);
        due();
        watch.look();
        assertThat(state()).isEqualTo(State.DONE);
        assertThat(asked()).isEqualTo(1);
    }

    /** Creem did nothing and said nothing of use: nobody decides it by time, but staff may after a day. */
    @Test
    void whatNobodyCanDecideIsClosedByStaffAfterADayAndMayBeOrderedAnew() {
        local.next("/v1/refunds", LocalCreem.Kind.DOWN);
        assertThat(order()).isEqualTo(Ordered.UNKNOWN);
        due();
        watch.look();
        assertThat(state()).isEqualTo(State.ASKED);
        assertThat(bought()).isEqualTo(500);
        assertThat(close()).isFalse();
        sql.sql(
                        "update refund_order set ordered_at = ordered_at - interval '25 hours' where transaction_id = :transaction")
                .param("transaction", payment.transaction())
                .update();
        assertThat(close()).isTrue();
        assertThat(acts.about(ana)).contains("payment.refund-closed");
        assertThat(order()).isEqualTo(Ordered.TAKEN);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void looksBecomeMoreAndMoreSeldom() {
        local.next("/v1/refunds", LocalCreem.Kind.DOWN);
        order();
        long before = 0;
        for (int look = 0; look < 4; look++) {
            due();
            watch.look();
            long wait = sql.sql("""
                    select extract(epoch from look_at - cast(:now as timestamptz)) from refund_order where transaction_id = :transaction
                    """)
                    .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                    .param("transaction", payment.transaction())
                    .query(Long.class)
                    .single();
            assertThat(wait).isGreaterThan(before);
            before = wait;
        }
    }

    @Test
    void whatCreemRefusesOrDoesNotHearIsNotSentBackAndMayBeTriedAgain() {
        local.next("/v1/refunds", LocalCreem.Kind.FORBIDDEN);
        assertThat(order()).isEqualTo(Ordered.REFUSED);
        assertThat(state()).isEqualTo(State.FAILED);
        local.next("/v1/refunds", LocalCreem.Kind.BUSY);
        assertThat(order()).isEqualTo(Ordered.NOT_NOW);
        assertThat(bought()).isEqualTo(500);
        assertThat(order()).isEqualTo(Ordered.TAKEN);
    }

    @Test
    void nothingElseGoesBackThanWasShown() {
        assertThat(desk.order(payment.id(), 713, "a mistake", me)).isEqualTo(Ordered.NOT_THIS);
        transaction.executeWithoutResult(
                status -> payments.seen(payment.transaction(), new Amounts(usd(600), usd(114), usd(714), "DE"), 14));
        assertThat(order()).isEqualTo(Ordered.NOT_THIS);
        assertThat(asked()).isZero();
        assertThat(acts.about(ana)).doesNotContain("payment.refund-ordered");
    }

    private Ordered order() {
        return desk.order(payment.id(), 714, "asked by telephone", me);
    }

    private boolean close() {
        UUID order = orders.of(payment.transaction()).getFirst().id();
        return Boolean.TRUE.equals(
                transaction.execute(status -> desk.close(payment.id(), order, "it is not at Creem", me)));
    }

    private State state() {
        return orders.of(payment.transaction()).getFirst().state();
    }

    private PaymentLine now() {
        return books.find(payment.id()).orElseThrow();
    }

    private void due() {
        sql.sql("update refund_order set look_at = :now where transaction_id = :transaction and ended_at is null")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("transaction", payment.transaction())
                .update();
    }

    private long asked() {
        return local.asked().stream().filter("POST /v1/refunds"::equals).count();
    }

    /** Without what was given as a welcome. */
    private long bought() {
        return sql.sql("""
                select coalesce(sum(e.delta), 0) from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                where t.owner = :ana and e.bucket = 'available' and t.cause_kind in ('payment', 'clawback')
                """).param("ana", ana.value()).query(Long.class).single();
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }
}
