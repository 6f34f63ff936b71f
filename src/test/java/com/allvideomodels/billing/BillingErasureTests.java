package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What stays of money when its person has gone, and when its time is over. */
@ProductTest
class BillingErasureTests {

    @Autowired
    TestAccounts people;

    @Autowired
    CreemEvents events;

    @Autowired
    EventWork work;

    @Autowired
    BillingErasure erasure;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    LegalHolds holds;

    @Autowired
    Ledger ledger;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private final String own = UUID.randomUUID().toString().replace("-", "");

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause("retain.payments")
    void aPaymentOutlivesItsAccountUnderANumberThatIsNobodys() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        assertThat(payment()).containsEntry("payer", ana.value());
        assertThat(erase(ana)).isTrue();
        assertThat(payment())
                .containsEntry("charged", 714L)
                .containsEntry("country", "DE")
                .containsEntry("customer_id", null)
                .containsEntry("checkout_id", null);
        assertThat(payment().get("payer")).isNotNull().isNotEqualTo(ana.value());
        assertThat(sql.sql("select count(*) from account where id = :payer")
                        .param("payer", payment().get("payer"))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void allPaymentsOfOnePersonStayOnePersons() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        tell("second", CHECKOUT.formatted(ana, own + "b", own + "b", own));
        erase(ana);
        assertThat(sql.sql("select count(distinct payer) from payment where transaction_id like :own")
                        .param("own", "tran_" + own + "%")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void moneyThatGoesBackAfterwardsIsStillBooked() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        erase(ana);
        tell("refund", REFUND.formatted(own, own));
        assertThat(outcome("refund")).isEqualTo("done");
        assertThat(payment()).containsEntry("taken_back", 500L);
    }

    @Test
    void aPaymentForAnAccountThatHasGoneIsWrittenNowhereAndWaitsForStaff() {
        AccountId nobody = AccountId.fresh();
        paid(nobody);
        assertThat(outcome("first")).isEqualTo("payer-gone");
        assertThat(sql.sql("select count(*) from payment where payer = :nobody")
                        .param("nobody", nobody.value())
                        .query(Long.class)
                        .single())
                .isZero();
        Ledger.Balance balance = transaction.execute(status -> ledger.balanceOf(nobody));
        assertThat(balance).isEqualTo(new Ledger.Balance(Credits.NONE, Credits.NONE));
        assertThat(concerned()).isEmpty();
    }

    @Test
    void whatCreemToldGoesWithTheAccountAndItsNumberStays() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        assertThat(concerned()).containsExactly(ana.value());
        erase(ana);
        assertThat(concerned()).isEmpty();
        assertThat(bodies()).isZero();
        assertThat(outcome("first")).isEqualTo("done");
    }

    @Test
    void whatCreemToldIsForgottenAfterNinetyDaysAndStillKnownWhenItComesAgain() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        sweep("payment-news", clock.instant().plus(Duration.ofDays(89)));
        assertThat(bodies()).isOne();
        sweep("payment-news", clock.instant().plus(Duration.ofDays(90)));
        assertThat(bodies()).isZero();
        paid(ana);
        assertThat(bodies()).as("the same is not taken again").isZero();
        assertThat(payment()).containsEntry("clawbacks", 0);
    }

    @Test
    @Clause("retain.payments")
    void recordsOfMoneyGoAfterSevenYearsAndNotADayEarlier() {
        AccountId ana = people.openAccount().id();
        paid(ana);
        tell("refund", REFUND.formatted(own, own));
        sweep("payment", clock.instant().plus(Duration.ofDays(7 * 365)));
        assertThat(rowsOf("payment") + rowsOf("refund")).isEqualTo(2);
        sweep("payment", clock.instant().plus(Duration.ofDays(7 * 365 + 3)));
        assertThat(rowsOf("payment") + rowsOf("refund")).isZero();
    }

    private static final String CHECKOUT = """
            {"object":{"id":"ch_x","status":"completed","product":"prod_pack500","metadata":{"account_id":"%s"},
             "order":{"id":"ord_%s","status":"paid","type":"onetime","transaction":"tran_%s","currency":"USD","amount_paid":714,"tax_amount":114},
             "customer":{"id":"cust_%s","country":"DE"}}}
            """;

    private static final String REFUND = """
            {"object":{"id":"ref_%s","status":"succeeded","refund_amount":714,"refund_currency":"USD","transaction":{"id":"tran_%s"}}}
            """;

    private void paid(AccountId who) {
        tell("first", CHECKOUT.formatted(who, own, own, own));
    }

    private void tell(String event, String body) {
        String type = event.equals("refund") ? "refund.created" : "checkout.completed";
        events.add(event + own, type, body.getBytes(StandardCharsets.UTF_8), clock.instant());
        work.workOff();
    }

    private boolean erase(AccountId who) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            holds.guard();
            return erasure.erase(who, clock.instant());
        }));
    }

    /** As the sweep would at that time; what others left behind is as old as ours. */
    private void sweep(String dataClass, Instant at) {
        transaction.executeWithoutResult(status -> {
            holds.guard();
            rules.stream().filter(rule -> rule.dataClass().equals(dataClass)).forEach(rule -> rule.end(at, 10_000));
        });
    }

    private Map<String, Object> payment() {
        return sql.sql("select * from payment where transaction_id = :id")
                .param("id", "tran_" + own)
                .query()
                .singleRow();
    }

    private long rowsOf(String table) {
        return sql.sql("select count(*) from " + table + " where transaction_id = :id")
                .param("id", "tran_" + own)
                .query(Long.class)
                .single();
    }

    private String outcome(String event) {
        return sql.sql("select outcome from creem_event where id = :id")
                .param("id", event + own)
                .query(String.class)
                .single();
    }

    private List<UUID> concerned() {
        return sql.sql("select account_id from creem_event where id like :own and account_id is not null")
                .param("own", "%" + own)
                .query(UUID.class)
                .list();
    }

    private long bodies() {
        return sql.sql("select count(*) from creem_event where id like :own and body is not null")
                .param("own", "%" + own)
                .query(Long.class)
                .single();
    }
}
