package com.allvideomodels.billing;

import static com.allvideomodels.kernel.StaffRole.BILLING;
import static java.util.Locale.ENGLISH;
import static java.util.Locale.SIMPLIFIED_CHINESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Money;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** What the billing role sees of money and does about it, page by page. */
@ProductTest
@Clause({"security.rbac", "use.payments"})
class PaymentAdminPagesTests {

    private static final String PAGE = "/admin/payments";
    private static final Amounts SAID = new Amounts(usd(600), usd(114), usd(714), "DE");

    @Autowired
    MockMvcTester pages;

    @Autowired
    Payments payments;

    @Autowired
    Plans plans;

    @Autowired
    Ledger ledger;

    @Autowired
    RefundWatch watch;

    @Autowired
    EventWork work;

    @Autowired
    CreemEvents events;

    @Autowired
    ReconciliationRows reports;

    @Autowired
    RefundOrders orders;

    @Autowired
    TestAccounts people;

    @Autowired
    ActsSeen acts;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    private final AccountId me = AccountId.fresh();
    private final AccountId colleague = AccountId.fresh();
    private final String own = UUID.randomUUID().toString().replace("-", "");
    private TestAccount ana;

    @BeforeEach
    void somebody() {
        ana = people.openAccount();
    }

    @AfterEach
    void nothingAlarms() {
        sql.sql("delete from creem_event where id like :own")
                .param("own", "%" + own)
                .update();
        sql.sql("delete from reconciliation where transactions = 4711").update();
    }

    @Test
    void paymentsAreFoundByEachOfTheirNamesAndByWhatBecameOfThem() throws UnsupportedEncodingException {
        UUID plain = paid("plain");
        UUID disputed = paid("disputed");
        transaction.executeWithoutResult(status -> {
            Credits all = ledger.balanceOf(ana.id()).available();
            var hold = (Ledger.Held.Set) ledger.hold(ana.id(), all, new Cause("test", own));
            ledger.capture(hold.hold(), all);
            payments.disputed(new Disputed("disp_" + own, "disputed" + own, usd(714)));
        });
        for (String name : List.of(plain.toString(), "plain" + own, "ord_plain" + own)) {
            assertThat(list("all", name)).contains(PAGE + "/" + plain).doesNotContain(PAGE + "/" + disputed);
        }
        assertThat(get("/admin/search?q=ord_plain" + own)).contains(PAGE + "/" + plain);
        assertThat(acts.about(ana.id())).contains("payment.found");
        String hers = ana.id().toString();
        assertThat(list("all", hers)).contains(PAGE + "/" + plain, PAGE + "/" + disputed);
        for (String shelf : List.of("disputed", "owed")) {
            assertThat(list(shelf, hers)).contains(PAGE + "/" + disputed).doesNotContain(PAGE + "/" + plain);
        }
        assertThat(list("refunded", hers)).doesNotContain(PAGE + "/" + plain, PAGE + "/" + disputed);
        assertThat(page(disputed))
                .contains("credits owed", "disp_" + own, "500 credits given")
                .containsPattern(wentBack("7\\.14 USD"));
        assertThat(page(plain)).containsPattern(wentBack("0\\.00 USD"));
    }

    private static String wentBack(String amount) {
        return "Went back</dt><dd><span[^>]*>" + amount;
    }

    @Test
    void whatASentBackHalfAndABankTookIsNoMoreThanWasPaid() throws UnsupportedEncodingException {
        UUID payment = paid("half");
        transaction.executeWithoutResult(status -> {
            payments.refunded(new Refunded("ref_" + own, "half" + own, usd(357), "succeeded", true));
            payments.disputed(new Disputed("disp_" + own, "half" + own, usd(714)));
        });
        assertThat(page(payment)).containsPattern(wentBack("7\\.14 USD"));
    }

    /** The payment of a plan comes without its amounts. */
    @Test
    void aPaymentOfWhichCreemHasNotSaidWhatWasChargedIsInTheListAllTheSame() throws UnsupportedEncodingException {
        UUID payment = paid("unsaid" + own, new Told.References(null, null, "sub_" + own, null), null);
        assertThat(list("all", "unsaid" + own)).contains(PAGE + "/" + payment, "not said yet");
        assertThat(page(payment)).contains("Creem has not said it yet").doesNotContain("All that is left goes back");
    }

    @Test
    void aPageIsFollowedByTheNext() throws UnsupportedEncodingException {
        for (int n = 0; n <= PaymentBooks.PAGE; n++) {
            paid("many" + n);
        }
        String first = list("all", ana.id().toString());
        String next =
                first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
        assertThat(next).contains("after=");
        assertThat(first.split("tran_|many[0-9]+" + own, -1)).hasSize(PaymentBooks.PAGE + 1);
        assertThat(get(next)).contains("many0" + own).doesNotContain("many1" + own);
    }

    @Test
    void moneyGoesBackFromThePageOnceWhatGoesBackWasSaid() throws Exception {
        Transaction bought = new LocalBuyer(TestInfrastructure.creem()).buy();
        UUID payment = paid(bought);
        assertThat(page(payment)).contains("All that is left goes back, 7.14 USD", "up to 500 are taken back");
        post(PAGE + "/" + payment + "/refund", "amount", "714", "reason", " ");
        assertThat(sql.sql("select count(*) from refund_order where transaction_id = :name")
                        .param("name", bought.id())
                        .query(Long.class)
                        .single())
                .isZero();
        post(PAGE + "/" + payment + "/refund", "amount", "714", "reason", "asked by telephone");
        assertThat(page(payment)).contains("under way", "asked by telephone").doesNotContain("Send back 7.14");
        watch.look();
        assertThat(page(payment)).contains("refunded", "500 credits taken back");
        assertThat(acts.about(ana.id())).contains("payment.viewed", "payment.refund-ordered");
    }

    @ParameterizedTest
    @CsvSource({
        "refused-403, Creem would not do it (403), Creem 拒绝了（403）",
        "not-sent, Creem was not reached, 未能联系 Creem",
        "unsaid, did not say how far it is, 未说明进度",
        "closed-by-staff, closed by staff, 由工作人员结束",
        "failed, Creem: failed, Creem：failed"
    })
    void whatBecameOfARefundIsSaidInOurWordsWhereTheyAreOurs(String answer, String english, String chinese)
            throws UnsupportedEncodingException {
        UUID payment = paid("refund");
        UUID order = UUID.randomUUID();
        orders.add(order, "refund" + own, 714, "a letter", me, clock.instant(), clock.instant());
        orders.end(order, RefundOrders.State.FAILED, answer, clock.instant());
        assertThat(page(payment)).contains(english);
        assertThat(get(PAGE + "/" + payment, SIMPLIFIED_CHINESE)).contains(chinese);
    }

    @Test
    void whatNobodyUnderstoodIsReadAndWorkedOffAgain() throws UnsupportedEncodingException {
        String event = told("{\"id\":\"evt_" + own + "\",\"object\":{\"order\":null}}");
        assertThat(get(PAGE + "/events")).contains("evt_" + own, "plan of nobody");
        assertThat(get(PAGE + "/events/" + event)).contains("&quot;order&quot; : null");
        assertThat(acts.by(me)).contains("creem-event.read");
        post(PAGE + "/events/" + event + "/replay");
        assertThat(state(event)).isEqualTo("waiting");
        work.workOff();
        assertThat(state(event)).isEqualTo("unclear");
    }

    @Test
    void aPaymentOfNobodyGetsItsAccountFromTwoPeopleAndThenItsCredits() throws UnsupportedEncodingException {
        String event = ofNobody();
        String path = PAGE + "/events/" + event;
        post(path + "/payer", "account", "nobody@example.test", "reason", "a letter");
        assertThat(sql.sql("select count(*) from payer_proposal where event_id = :event")
                        .param("event", event)
                        .query(Long.class)
                        .single())
                .isZero();
        post(path + "/payer", "account", ana.email().value(), "reason", "a letter");
        String hers = ana.id().toString();
        post(path + "/payer/confirmation", "account", hers);
        assertThat(state(event)).isEqualTo("unclear");
        postAs(ana.id(), path + "/payer/confirmation", "account", hers);
        assertThat(state(event)).isEqualTo("unclear");
        // Somebody else was proposed meanwhile than the one that was shown.
        post(path + "/payer", "account", people.openAccount().id().toString(), "reason", "another letter");
        postAs(colleague, path + "/payer/confirmation", "account", hers);
        assertThat(state(event)).isEqualTo("unclear");
        post(path + "/payer", "account", hers, "reason", "a letter");
        postAs(colleague, path + "/payer/confirmation", "account", hers);
        work.workOff();
        assertThat(state(event)).isEqualTo("done");
        assertThat(list("all", "tran_" + own)).contains("tran_" + own);
        assertThat(acts.about(ana.id())).contains("payer.proposed", "payer.confirmed");
    }

    @Test
    void aPaymentOfNobodyIsSentBackOnlyAsItWasShown() throws UnsupportedEncodingException {
        String event = ofNobody();
        post(PAGE + "/events/" + event + "/refund", "amount", "1", "reason", "of nobody");
        assertThat(get(PAGE + "/events/" + event)).contains("All of it goes back, 7.14 USD");
        assertThat(acts.by(me)).doesNotContain("payment.refund-ordered");
        post(PAGE + "/events/" + event + "/refund", "amount", "714", "reason", "of nobody");
        assertThat(acts.by(me)).containsOnlyOnce("payment.refund-ordered");
        sql.sql("delete from refund_order where transaction_id = :name")
                .param("name", "tran_" + own)
                .update();
    }

    @Test
    void aDifferenceIsSeenOnTheReportAndFirstOfAll() throws UnsupportedEncodingException {
        reports.add(new ReconciliationRows.Report(
                clock.instant().plus(Duration.ofMinutes(1)),
                clock.instant().minus(Duration.ofDays(3)),
                4711,
                0,
                714,
                4713,
                List.of("tran_nobody" + own),
                List.of("tran_" + own)));
        assertThat(get(PAGE + "/reconciliation"))
                .containsPattern("badge--bad\"[^>]*>7\\.14")
                .containsPattern("badge--bad\"[^>]*>4,713")
                .contains("tran_nobody" + own, "href=\"/admin/payments?named=tran_" + own);
        assertThat(get("/admin"))
                .containsPattern("figures__one--bad[^>]*>\\s*<a[^>]*reconciliation[^>]*>\\s*<span[^>]*>1</span>");
    }

    @Test
    void theBooksAreComparedWhenStaffSaySo() throws UnsupportedEncodingException {
        post(PAGE + "/reconciliation/runs");
        assertThat(acts.by(me)).contains("reconciliation.ordered");
        assertThat(reports.newest(1)).isNotEmpty();
    }

    private UUID paid(String name) {
        return paid(name + own, new Told.References("ord_" + name + own, null, null, null), SAID);
    }

    private UUID paid(Transaction bought) {
        return paid(bought.id(), new Told.References(bought.order(), null, null, bought.customer()), SAID);
    }

    private UUID paid(String transactionId, Told.References references, @Nullable Amounts amounts) {
        var paid = new Paid(
                transactionId, plans.find("pack-500").orElseThrow(), ana.id(), 1, amounts, references, clock.instant());
        transaction.executeWithoutResult(status -> payments.paid(paid));
        return sql.sql("select id from payment where transaction_id = :name")
                .param("name", transactionId)
                .query(UUID.class)
                .single();
    }

    private String ofNobody() {
        return told("""
                {"id":"evt_%1$s","object":{"id":"ch_%1$s","status":"completed","product":"prod_pack500","customer":"cust_%1$s",
                 "order":{"id":"ord_%1$s","type":"onetime","status":"paid","transaction":"tran_%1$s","amount_paid":714,"tax_amount":114,
                 "currency":"USD"}}}
                """.formatted(own));
    }

    private String told(String body) {
        String id = "evt_" + own;
        String type = body.contains("onetime") ? "checkout.completed" : "subscription.update";
        events.add(id, type, body.getBytes(StandardCharsets.UTF_8), clock.instant());
        work.workOff();
        assertThat(state(id)).isEqualTo("unclear");
        return id;
    }

    private String state(String event) {
        return sql.sql("select state from creem_event where id = :id")
                .param("id", event)
                .query(String.class)
                .single();
    }

    private String list(String shelf, String named) throws UnsupportedEncodingException {
        return get(PAGE + "?shelf=" + shelf + "&named=" + named);
    }

    private String page(UUID payment) throws UnsupportedEncodingException {
        return get(PAGE + "/" + payment);
    }

    private String get(String path) throws UnsupportedEncodingException {
        return get(path, ENGLISH);
    }

    private String get(String path, Locale language) throws UnsupportedEncodingException {
        var answer = pages.get()
                .uri(java.net.URI.create(path))
                .locale(language)
                .with(TestPeople.asStaff(me, BILLING))
                .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    private void post(String path, String... fields) {
        postAs(me, path, fields);
    }

    private void postAs(AccountId staff, String path, String... fields) {
        var request = pages.post().uri(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        assertThat(request.with(csrf()).with(TestPeople.asStaff(staff, BILLING)))
                .hasStatus3xxRedirection();
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }
}
