package com.allvideomodels.billing;

import static com.allvideomodels.kernel.StaffRole.BILLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Credits from staff: with a reason, once for each form, and above the limit only when a second agrees. */
@ProductTest
@Clause("security.rbac")
class GiftTests {

    private static final String GIFTS = "/admin/payments/gifts";

    @Autowired
    MockMvcTester pages;

    @Autowired
    GiftSettings settings;

    @Autowired
    TestAccounts people;

    @Autowired
    ActsSeen acts;

    @Autowired
    JdbcClient sql;

    @Autowired
    InstantSource clock;

    private final AccountId officer = AccountId.fresh();
    private final AccountId second = AccountId.fresh();
    private TestAccount ana;

    @BeforeEach
    void somebody() {
        ana = people.openAccount();
    }

    @Test
    void aSmallOneIsThereAtOnceAndThePersonSeesAGift() {
        order(officer, UUID.randomUUID(), ana.email().value(), 70, "a video that failed");
        assertThat(given()).isEqualTo(70);
        assertThat(acts.about(ana.id())).containsOnlyOnce("credit-gift.ordered");
        assertThat(pages.get().uri("/credits").with(TestPeople.as(ana.id())))
                .bodyText()
                .contains("A gift from us");
    }

    @Test
    void oneFormGivesOnceHoweverOftenItIsSent() {
        UUID form = UUID.randomUUID();
        order(officer, form, ana.id().toString(), 70, "a video that failed");
        order(officer, form, ana.id().toString(), 70, "a video that failed");
        assertThat(given()).isEqualTo(70);
    }

    @Test
    void aboveTheLimitASecondMustAgreeWhoIsNeitherOfTheTwo() {
        UUID form = UUID.randomUUID();
        order(officer, form, ana.id().toString(), settings.grantLimit() + 1, "a big mistake of ours");
        assertThat(given()).isZero();
        confirm(officer, form);
        confirm(ana.id(), form);
        assertThat(given()).isZero();
        confirm(second, form);
        confirm(second, form);
        assertThat(given()).isEqualTo(settings.grantLimit() + 1);
        assertThat(acts.about(ana.id())).containsOnlyOnce("credit-gift.confirmed");
    }

    @Test
    void severalSmallOnesOfOneDayCountTogether() {
        order(officer, UUID.randomUUID(), ana.id().toString(), settings.grantLimit(), "the first");
        order(officer, UUID.randomUUID(), ana.id().toString(), 1, "the second");
        assertThat(given()).isEqualTo(settings.grantLimit());
    }

    @Test
    void nobodyGivesToThemselvesAlone() {
        UUID form = UUID.randomUUID();
        order(ana.id(), form, ana.id().toString(), 1, "for me");
        assertThat(given()).isZero();
        confirm(second, form);
        assertThat(given()).isEqualTo(1);
    }

    @Test
    void whatIsWithdrawnIsNotGivenAnyMore() {
        UUID form = UUID.randomUUID();
        order(officer, form, ana.id().toString(), settings.grantLimit() + 1, "a mistake");
        assertThat(post(officer, GIFTS + "/" + form + "/withdrawal")).hasRedirectedUrl(GIFTS);
        confirm(second, form);
        assertThat(given()).isZero();
    }

    @Test
    void creditsLapseAtTheEndOfTheDayThatWasSaid() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(3);
        pages.post()
                .uri(GIFTS)
                .param("id", UUID.randomUUID().toString())
                .param("account", ana.id().toString())
                .param("credits", "5")
                .param("lapsesOn", day.toString())
                .param("reason", "for a weekend")
                .with(csrf())
                .with(TestPeople.asStaff(officer, BILLING))
                .exchange();
        assertThat(sql.sql("select lapses_at from ledger_lot where owner = :ana and lapses_at is not null")
                        .param("ana", ana.id().value())
                        .query(java.time.OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "nobody@example.test, 5, '', why, No open account",
        "ANA, 0, '', why, Enter a whole number",
        "ANA, 1.5, '', why, Enter a whole number",
        "ANA, 99999999999999999999, '', why, Enter a whole number",
        "ANA, 5, 2020-01-01, why, Enter a day that is not over",
        "ANA, 5, tomorrow, why, Enter a day that is not over",
        "ANA, 5, '', ' ', Say why",
    })
    void whatIsWrongIsSaidNextToItAndWhatWasTypedIsKept(
            String account, String credits, String lapses, String reason, String said) {
        var answer = pages.post()
                .uri(GIFTS)
                .param("id", UUID.randomUUID().toString())
                .param("account", account.equals("ANA") ? ana.id().toString() : account)
                .param("credits", credits)
                .param("lapsesOn", lapses)
                .param("reason", reason)
                .with(csrf())
                .with(TestPeople.asStaff(officer, BILLING));
        assertThat(answer).hasStatusOk().bodyText().contains(said, "value=\"" + credits + "\"");
        assertThat(given()).isZero();
    }

    private void order(AccountId by, UUID form, String account, long credits, String reason) {
        var answer = pages.post()
                .uri(GIFTS)
                .param("id", form.toString())
                .param("account", account)
                .param("credits", Long.toString(credits))
                .param("lapsesOn", "")
                .param("reason", reason)
                .with(csrf())
                .with(TestPeople.asStaff(by, BILLING));
        assertThat(answer).hasRedirectedUrl(GIFTS);
    }

    private void confirm(AccountId by, UUID form) {
        assertThat(post(by, GIFTS + "/" + form + "/confirmation")).hasRedirectedUrl(GIFTS);
    }

    private MvcTestResult post(AccountId by, String path) {
        return pages.post()
                .uri(path)
                .with(csrf())
                .with(TestPeople.asStaff(by, BILLING))
                .exchange();
    }

    private long given() {
        return sql.sql("""
                select coalesce(sum(amount), 0) from ledger_transaction
                where owner = :ana and kind = 'grant' and cause_kind = 'staff-grant'
                """).param("ana", ana.id().value()).query(Long.class).single();
    }
}
