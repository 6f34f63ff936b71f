package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.billing.PaymentHistory.Line;
import com.allvideomodels.billing.Told.Amounts;
import com.allvideomodels.billing.Told.Paid;
import com.allvideomodels.billing.Told.Refunded;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.retention.PersonalData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What people see of their payments, whom receipts are made out to, and who else sees it: nobody. */
@ProductTest
@Clause("collect.billing")
class BillingPageTests {

    private static final Map<String, String> ADA = Map.of(
            "name", "Ada Lovelace",
            "street", "12 Machine Road",
            "city", "London",
            "postcode", "N1 9GU",
            "country", "GB",
            "vat", "GB 123456789");

    @Autowired
    ApplicationContext product;

    @Autowired
    Payments payments;

    @Autowired
    PaymentHistory history;

    @Autowired
    Plans plans;

    @Autowired
    PersonalData data;

    @Autowired
    LettersSeen letters;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private Customer ana;

    @BeforeEach
    void somebody() {
        ana = new Customer(product);
    }

    @AfterEach
    void putBack() {
        clock.reset();
    }

    @Test
    void anEmptyPageLeadsToThePrices() {
        assertThat(ana.sees("/billing"))
                .contains("You have no plan", "You have paid nothing yet", "href=\"/prices\"")
                .doesNotContain("??", "payments.csv");
    }

    @Test
    void aPaymentStandsOnThePageWithItsTaxAndHasAReceipt() {
        String transactionId = ana.buys("pack-500");
        Line line = only();
        assertThat(ana.sees("/billing")).contains("500 credits", "6.00 USD", "1.14 USD", "Germany", "7.14 USD");
        assertThat(ana.sees("/billing/payments/" + line.id()))
                .contains("merchant of record", transactionId, line.id().toString(), "7.14 USD", "No address")
                .doesNotContain("??");
        var letter = letters.last(ana.id(), "payment-received").orElseThrow().letter();
        assertThat(letter.values())
                .containsEntry("credits", "500")
                .hasEntrySatisfying("link", link -> assertThat(link).endsWith("/billing/payments/" + line.id()));
        assertThat(letters.to(ana.id()))
                .filteredOn(one -> one.letter().template().equals("payment-received"))
                .hasSize(1);
    }

    @Test
    void whatWentBackIsSaidWithTheCreditsAndByOneLetter() {
        Paid paid = pays("tran_" + UUID.randomUUID(), "pack-500");
        refunds(paid, 357);
        assertThat(ana.sees("/billing")).contains("Refunded", "3.57 USD", "250 credits taken back");
        assertThat(ana.sees("/billing/payments/" + only().id())).contains("3.57 USD", "250 credits taken back");
        assertThat(letters.last(ana.id(), "payment-returned")
                        .orElseThrow()
                        .letter()
                        .values())
                .containsEntry("taken", "250")
                .containsEntry("owed", "0");
    }

    @Test
    void eachTimeMoreGoesBackALetterSaysHowMuchItIsInAll() {
        Paid paid = pays("tran_" + UUID.randomUUID(), "pack-500");
        refunds(paid, 357);
        refunds(paid, 357);
        assertThat(letters.to(ana.id()))
                .filteredOn(one -> one.letter().template().equals("payment-returned"))
                .extracting(one -> one.letter().values().get("taken"))
                .containsExactly("250", "500");
    }

    @Test
    void olderPaymentsFollowPageByPageEachOnce() {
        int all = 2 * PaymentHistory.LINES_ON_A_PAGE + 3;
        Instant first = clock.instant();
        for (int n = 0; n < all; n++) {
            // Four of each moment, also where a page ends.
            pays("tran_" + UUID.randomUUID(), "pack-500", first.plusSeconds((n + 2) / 4));
        }
        Set<UUID> seen = new HashSet<>();
        List<Integer> sizes = new ArrayList<>();
        UUID before = null;
        do {
            var page = history.page(ana.id(), before, PaymentHistory.LINES_ON_A_PAGE);
            page.lines().forEach(line -> assertThat(seen.add(line.id())).isTrue());
            sizes.add(page.lines().size());
            before = page.next();
        } while (before != null);
        assertThat(seen).hasSize(all);
        assertThat(sizes).containsExactly(20, 20, 3);
        assertThat(ana.sees("/billing?before=nonsense"))
                .contains("rel=\"next\"")
                .doesNotContain("Newest");
    }

    @Test
    void theTableHasEveryPaymentAndNothingThatCalculates() {
        Paid paid = pays("=1+1\",\"" + UUID.randomUUID(), "pack-2000");
        refunds(paid, 100);
        var answer = ana.opens("/billing/payments.csv");
        assertThat(answer).hasContentType("text/csv;charset=UTF-8");
        assertThat(answer.getResponse().getHeader("Content-Disposition")).contains("attachment");
        String table = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(table.split("\r\n")).hasSize(2);
        assertThat(table)
                .contains(",\"2,000 credits\",\"pack\",2000,6.00,1.14,7.14,\"USD\",\"DE\",1.00,false,")
                .contains("\"'=1+1\"\",\"\"");
    }

    @Test
    void nobodySeesThePaymentsOfSomebodyElse() {
        Paid paid = pays("tran_" + UUID.randomUUID(), "pack-500");
        UUID id = only().id();
        var bob = new Customer(product);
        assertThat(bob.opens("/billing/payments/" + id)).hasStatus(404);
        assertThat(bob.sees("/billing")).contains("You have paid nothing yet");
        assertThat(bob.sees("/billing?before=" + id)).doesNotContain("7.14");
        assertThat(bob.sees("/billing/payments.csv")).doesNotContain(paid.transaction());
    }

    @Test
    @Clause("security.at-rest")
    void anAddressLiesSealedAndIsToldToItsOwner() throws IOException {
        keeps(ADA);
        byte[] kept = sql.sql("select address from billing_address where account_id = :who")
                .param("who", ana.id().value())
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.UTF_8)).doesNotContain("Ada", "London", "123456789");
        assertThat(ana.sees("/billing")).contains("Ada Lovelace", "N1 9GU London", "United Kingdom", "GB 123456789");
        pays("tran_" + UUID.randomUUID(), "pack-500");
        assertThat(told(ana.id(), "billing-address")).contains("Ada Lovelace");
        assertThat(told(ana.id(), "addresses-on-receipts")).contains("Ada Lovelace");
    }

    @Test
    void aReceiptKeepsTheAddressOfTheDayItWasPaid() {
        keeps(ADA);
        pays("tran_" + UUID.randomUUID(), "pack-500");
        Map<String, String> moved = new HashMap<>(ADA);
        moved.put("street", "1 New Lane");
        keeps(moved);
        String receipt = "/billing/payments/" + only().id();
        assertThat(ana.sees(receipt))
                .contains("12 Machine Road", "GB 123456789")
                .doesNotContain("1 New Lane");
        ana.post("/billing/address/removal", Map.of());
        assertThat(ana.sees("/billing")).doesNotContain("1 New Lane").contains("None is kept");
        assertThat(ana.sees(receipt)).contains("12 Machine Road");
        assertThat(new Customer(product).opens(receipt)).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', Please fill this in",
        "street, ' ', Please fill this in",
        "country, XX, Please choose a country",
        "vat, $$$$$, A VAT number has",
        "city, LONG, at most 120",
    })
    void whatIsWrongIsSaidBesideTheFieldAndTheRestStays(String field, String typed, String word) {
        Map<String, String> form = new HashMap<>(ADA);
        form.put(field, typed.equals("LONG") ? "x".repeat(BillingAddressPage.LONGEST + 1) : typed);
        var answer = ana.sends("/billing/address", form);
        String page = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        assertThat(page).contains("id=\"" + field + "-error\"", word).containsAnyOf("value=\"Ada Lovelace\"", "London");
        assertThat(ana.sees("/billing")).contains("None is kept");
    }

    @Test
    void theWayToCreemIsOpenOnlyToWhoPaidThere() {
        assertThat(ana.sends("/billing/portal", Map.of())).hasRedirectedUrl("/billing");
        ana.buys("pack-500");
        LocalCreem creem = TestInfrastructure.creem();
        assertThat(ana.post("/billing/portal", Map.of()).getRedirectedUrl())
                .startsWith(creem.address() + "/portal/cust_");
        creem.next("/v1/customers/billing", LocalCreem.Kind.DOWN);
        var down = ana.sends("/billing/portal", Map.of());
        assertThat(down).hasRedirectedUrl("/billing");
        assertThat(down.getMvcResult().getFlashMap().get("problem")).isEqualTo("billing.portal.not-now");
    }

    private void keeps(Map<String, String> address) {
        assertThat(ana.sends("/billing/address", address)).hasRedirectedUrl("/billing");
    }

    private Paid pays(String transactionId, String what) {
        return pays(transactionId, what, clock.instant());
    }

    private Paid pays(String transactionId, String what, Instant at) {
        var paid = new Paid(
                transactionId,
                plans.find(what).orElseThrow(),
                ana.id(),
                1,
                new Amounts(usd(600), usd(114), usd(714), "DE"),
                new Told.References("ord_1", null, null, null),
                at);
        transaction.executeWithoutResult(status -> payments.paid(paid));
        return paid;
    }

    private void refunds(Paid paid, long amount) {
        var refund = new Refunded("ref_" + UUID.randomUUID(), paid.transaction(), usd(amount), "succeeded", true);
        transaction.executeWithoutResult(status -> payments.refunded(refund));
    }

    private static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    private Line only() {
        return history.page(ana.id(), null, 1).lines().getFirst();
    }

    private String told(AccountId who, String set) throws IOException {
        StringBuilder all = new StringBuilder();
        for (var one : data.sets()) {
            if (one.name().equals(set)) {
                one.read(who, row -> all.append(row));
            }
        }
        return all.toString();
    }
}
