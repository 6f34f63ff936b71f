package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.References;
import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.CreemDesk.Page;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Whatever the books, the ledger and Creem do not say alike is found and named, and nothing makes up for something else. */
class ReconciliationTests {

    private static final AccountId ANA = AccountId.fresh();

    private final StillClock time = new StillClock();
    private final LocalCreem creem = MoneyHouse.creem(time);
    private final CreemDesk desk = creem.desk();
    private MoneyHouse house;

    @BeforeEach
    void open() {
        house = MoneyHouse.over(creem);
    }

    @AfterEach
    void close() {
        house.close();
        creem.close();
    }

    @Test
    void booksThatAgreeAreEven() {
        bought();
        bought();
        assertThat(compared()).returns(2, Report::transactions).matches(Report::isEven);
    }

    @Test
    void tooMuchDoesNotMakeUpForTooLittle() {
        String much = bought();
        String little = bought();
        falsified(much, "charged = charged + 5");
        falsified(little, "charged = charged - 5");
        assertThat(compared())
                .returns(10L, Report::difference)
                .returns(0L, Report::credits)
                .returns(sorted(much, little), Report::differing)
                .matches(one -> !one.isEven());
    }

    @Test
    void theCreditsOfTheLedgerAreThoseThatWerePaidFor() {
        String one = bought();
        String other = bought();
        falsified(one, "credits = credits + 3");
        falsified(other, "taken_back = 4, due = 4");
        assertThat(compared())
                .returns(0L, Report::difference)
                .returns(7L, Report::credits)
                .returns(sorted(one, other), Report::differing);
    }

    @Test
    void whatWasTakenBackForARefundIsEven() {
        String payment = bought();
        desk.refund(payment, desk.left(payment) / 3, "succeeded");
        told();
        assertThat(left(payment)).isLessThan(500);
        assertThat(compared()).matches(Report::isEven);
    }

    @Test
    void aPaymentThatCreemDoesNotKnowIsNamedInItsFirstDays() {
        Amounts said = new Amounts(Money.of(600, "USD"), Money.of(114, "USD"), Money.of(714, "USD"), "DE");
        var forged =
                new Paid("tran_forged", pack(), ANA, 1, said, new References(null, null, null, null), time.instant());
        house.get(TransactionTemplate.class)
                .executeWithoutResult(status -> house.get(Payments.class).paid(forged));
        assertThat(compared()).as("it may be younger than the list").matches(Report::isEven);
        passes(Duration.ofHours(2));
        assertThat(compared())
                .returns(714L, Report::difference)
                .returns(500L, Report::credits)
                .returns(List.of("tran_forged"), Report::differing);
    }

    @Test
    void aPaymentOfOursIsLookedForOnlyWhereCreemDidNotListIt() {
        bought();
        passes(Duration.ofHours(2));
        assertThat(compared()).matches(Report::isEven);
        assertThat(creem.asked()).contains("GET /v1/transactions/search").doesNotContain("GET /v1/transactions");
    }

    @Test
    void aRefundThatWasToldAndThatCreemDoesNotListIsADifference() {
        String payment = bought();
        house.sql()
                .sql("insert into refund (id, transaction_id, amount, status, settled, told_at)"
                        + " values ('ref_forged', :payment, 14, 'succeeded', true, now())")
                .param("payment", payment)
                .update();
        assertThat(compared()).returns(14L, Report::difference).returns(List.of(payment), Report::differing);
    }

    @Test
    void whatWentBackSinceTheListWasReadIsNoDifference() {
        String payment = bought();
        Transaction asListed = asListed(payment);
        desk.refund(payment, desk.left(payment), "succeeded");
        told();
        var tally = new Tally(time.instant().minus(Duration.ofDays(1)), time.instant());
        house.get(Comparison.class).compare(List.of(asListed), tally);
        assertThat(tally.report(time.instant())).matches(Report::isEven);
    }

    private Transaction asListed(String payment) {
        return house.get(CreemApi.class).transaction(payment) instanceof CreemApi.Outcome.Done(JsonNode answer)
                ? Transaction.read(answer).orElseThrow()
                : null;
    }

    private Product pack() {
        return house.get(Plans.class).find("pack-500").orElseThrow();
    }

    /** And told. @return the transaction */
    private String bought() {
        Page page = desk.checkout(pack().atCreem(), 1, ANA.toString());
        house.begun(ANA, pack(), page);
        String payment = desk.pay(page.checkout(), "ana@example.test");
        told();
        return payment;
    }

    private void told() {
        desk.told().forEach(house::hears);
        house.worksOff();
        passes(Duration.ofSeconds(1));
    }

    private void passes(Duration some) {
        time.advance(some);
        house.clock.advance(some);
    }

    private void falsified(String payment, String how) {
        house.sql()
                .sql("update payment set " + how + " where transaction_id = :payment")
                .param("payment", payment)
                .update();
    }

    private long left(String payment) {
        return house.get(Payments.class).find(payment).orElseThrow().left();
    }

    private Report compared() {
        return house.get(Reconciliation.class)
                .since(time.instant().minus(Duration.ofDays(3)))
                .orElseThrow();
    }

    private static List<String> sorted(String... some) {
        return List.of(some).stream().sorted().toList();
    }
}
