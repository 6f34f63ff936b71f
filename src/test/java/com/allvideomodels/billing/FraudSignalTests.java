package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs of fraud raise a flag for staff and do nothing else. */
@ProductTest
@Clause("use.payments")
class FraudSignalTests {

    @Autowired
    FraudSignals signals;

    @Autowired
    Flags flags;

    @Autowired
    FlagSettings settings;

    @Autowired
    FlagDesk desk;

    @Autowired
    Payments payments;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    private final String own = UUID.randomUUID().toString();
    private AccountId ana;

    @BeforeEach
    void somebody() {
        ana = people.openAccount().id();
    }

    @Test
    void aPlainPaymentRaisesNothing() {
        assertThat(signalsOf(pay(ana, "cust_1" + own, "DE", Duration.ZERO))).isEmpty();
    }

    @Test
    void manyPaymentsInAShortTimeAndOnlyThose() {
        for (int n = 1; n < settings.payments(); n++) {
            pay(ana, "cust_1" + own, "DE", settings.within().plusMinutes(1));
        }
        assertThat(signalsOf(pay(ana, "cust_1" + own, "DE", Duration.ZERO))).isEmpty();
        UUID last = UUID.randomUUID();
        for (int n = 1; n < settings.payments(); n++) {
            last = pay(ana, "cust_1" + own, "DE", Duration.ZERO);
        }
        assertThat(signalsOf(last)).containsExactly(Signal.VELOCITY);
    }

    @Test
    void severalPayersOfOneAccountAndOnePayerOfSeveral() {
        UUID last = UUID.randomUUID();
        for (int n = 1; n <= settings.payers(); n++) {
            last = pay(ana, "cust_" + n + own, "DE", Duration.ZERO);
        }
        assertThat(signalsOf(last)).containsExactly(Signal.SEVERAL_PAYERS);
        UUID others = pay(people.openAccount().id(), "cust_1" + own, "DE", Duration.ZERO);
        assertThat(signalsOf(others)).containsExactly(Signal.SEVERAL_PAYERS);
    }

    @Test
    void anAddressThatIsThrownAwayAlsoBelowItsDomain() {
        AccountId bob = people.openAccount(new EmailAddress("b" + own + "@eu.mailinator.com"))
                .id();
        assertThat(signalsOf(pay(bob, "cust_b" + own, "DE", Duration.ZERO))).containsExactly(Signal.DISPOSABLE_ADDRESS);
        AccountId eve = people.openAccount(new EmailAddress("e" + own + "@notmailinator.com"))
                .id();
        assertThat(signalsOf(pay(eve, "cust_e" + own, "DE", Duration.ZERO))).isEmpty();
    }

    @Test
    void anotherCountryThanBeforeAndNothingWhereNoneIsKnown() {
        assertThat(signalsOf(pay(ana, "cust_1" + own, null, Duration.ofDays(3))))
                .isEmpty();
        assertThat(signalsOf(pay(ana, "cust_1" + own, "DE", Duration.ofDays(2))))
                .isEmpty();
        assertThat(signalsOf(pay(ana, "cust_1" + own, "BR", Duration.ofDays(1))))
                .containsExactly(Signal.OTHER_COUNTRY);
    }

    @Test
    void aPlanBesideAnotherThatGoesOnAndNotBesideOneThatHasEnded() {
        runs("sub_a" + own);
        UUID second = paid(ana, "cust_1" + own, "DE", Duration.ZERO);
        isOf(second, "sub_b" + own);
        runs("sub_b" + own);
        see(second);
        assertThat(signalsOf(second)).containsExactly(Signal.SECOND_PLAN);
        sql.sql("update subscription set ended_at = now() where id = :id")
                .param("id", "sub_a" + own)
                .update();
        UUID next = paid(ana, "cust_1" + own, "DE", Duration.ZERO);
        isOf(next, "sub_b" + own);
        see(next);
        assertThat(signalsOf(next)).isEmpty();
    }

    private void runs(String subscription) {
        sql.sql("""
                insert into subscription (id, account_id, plan, status, as_of, begun_at)
                values (:id, :owner, 'light-month', 'active', now(), now())
                """).param("id", subscription).param("owner", ana.value()).update();
    }

    private void isOf(UUID payment, String subscription) {
        sql.sql("update payment set subscription_id = :subscription where id = :id")
                .param("subscription", subscription)
                .param("id", payment)
                .update();
    }

    /** No automatic decision: whoever is flagged has what they paid for, and can spend it. */
    @Test
    @Clause("use.payments")
    void whoIsFlaggedHasTheCreditsAndCanSpendThem() {
        AccountId bob =
                people.openAccount(new EmailAddress("c" + own + "@yopmail.com")).id();
        UUID payment = paid(bob, "cust_c" + own, "DE", Duration.ZERO);
        await().untilAsserted(() -> assertThat(signalsOf(payment)).containsExactly(Signal.DISPOSABLE_ADDRESS));
        Ledger.Held held = transaction.execute(status -> ledger.hold(bob, new Credits(500), new Cause("test", own)));
        assertThat(held).isInstanceOf(Ledger.Held.Set.class);
    }

    @Test
    void aListenerThatRunsTwiceRaisesOnceAndWhatIsClearedStaysCleared() {
        AccountId bob =
                people.openAccount(new EmailAddress("d" + own + "@yopmail.com")).id();
        UUID payment = pay(bob, "cust_d" + own, "DE", Duration.ZERO);
        UUID flag = flags.of(payment).getFirst().id();
        assertThat(desk.clear(flag, "a friend", AccountId.fresh())).isTrue();
        assertThat(desk.clear(flag, "again", AccountId.fresh())).isFalse();
        see(payment);
        assertThat(flags.of(payment)).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo("a friend");
            assertThat(one.clearedAt()).isNotNull();
        });
    }

    /** Pays, and looks at it at once; the listener does so a moment before or after. */
    private UUID pay(AccountId who, String customer, @Nullable String country, Duration ago) {
        UUID payment = paid(who, customer, country, ago);
        see(payment);
        return payment;
    }

    private UUID paid(AccountId who, String customer, @Nullable String country, Duration ago) {
        String name = "tran_" + UUID.randomUUID();
        Instant at = clock.instant().minus(ago);
        var paid = new Paid(
                name,
                plans.find("pack-500").orElseThrow(),
                who,
                1,
                new Amounts(usd(600), usd(114), usd(714), country),
                new Told.References(null, null, null, customer),
                at);
        transaction.executeWithoutResult(status -> payments.paid(paid));
        UUID id = sql.sql("select id from payment where transaction_id = :name")
                .param("name", name)
                .query(UUID.class)
                .single();
        return id;
    }

    private void see(UUID payment) {
        transaction.executeWithoutResult(status -> signals.look(payment));
    }

    private List<Signal> signalsOf(UUID payment) {
        return flags.of(payment).stream().map(Flags.Flag::signal).toList();
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }
}
