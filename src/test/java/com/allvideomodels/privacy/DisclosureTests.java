package com.allvideomodels.privacy;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.RetentionRule;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
@Clause("share.legal")
class DisclosureTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    Disclosures disclosures;

    @Autowired
    DisclosureRows rows;

    @Autowired
    ConsentErasure erasure;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    ActsSeen acts;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private AccountId ana;
    private AccountId officer;
    private AccountId other;

    @BeforeEach
    void open() {
        ana = people.openAccount().id();
        officer = people.openAccount().id();
        other = people.openAccount().id();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void thePersonReadsWhatWasGivenOfThem() {
        assertThat(record("a list of sign-ins", "")).hasStatus3xxRedirection();
        assertThat(disclosures.toldTo(ana, clock.instant()))
                .singleElement()
                .satisfies(one -> assertThat(one.given()).isEqualTo("a list of sign-ins"));
        assertThat(page(ana)).bodyText().contains("A court", "Order 1/26", "a list of sign-ins");
        assertThat(page(other)).bodyText().doesNotContain("a list of sign-ins");
        assertThat(acts.by(officer)).contains("disclosure.recorded");
        assertThat(acts.about(ana)).contains("disclosure.recorded");
    }

    @Test
    void notBeforeTheLawAllowsIt() {
        record("a secret list", today().plusDays(3).toString());
        assertThat(page(ana)).bodyText().doesNotContain("a secret list");
        clock.advance(Duration.ofDays(3));
        assertThat(disclosures.toldTo(ana, clock.instant()))
                .as("the last day counts whole")
                .isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(page(ana)).bodyText().contains("a secret list");
    }

    @Test
    void aLineIsNeverChangedNorTakenOut() {
        record("times", "");
        UUID id = disclosures.toldTo(ana, clock.instant()).getFirst().id();
        for (String statement : List.of(
                "update disclosure set given = 'nothing' where id = :id",
                "update disclosure set account_id = null where id = :id",
                "delete from disclosure where id = :id")) {
            assertThatThrownBy(() -> sql.sql(statement).param("id", id).update())
                    .hasMessageContaining("only ever added");
        }
    }

    @Test
    void somebodyElseReviewsItOnce() {
        record("times", "");
        UUID id = disclosures.toldTo(ana, clock.instant()).getFirst().id();
        assertThat(rows.review(id, officer, clock.instant())).as("their own").isFalse();
        assertThat(review(id, other)).hasStatus3xxRedirection();
        assertThat(rows.review(id, other, clock.instant())).as("twice").isFalse();
        assertThat(acts.by(other)).containsOnlyOnce("disclosure.reviewed");
    }

    @Test
    void whatIsWrongIsSaidNextToItsFieldAndNothingTypedIsLost() {
        assertThat(send("nobody", "A court", "", "times", "tomorrow", "1999-01-01"))
                .hasStatusOk()
                .bodyText()
                .contains("account-error", "ground-error", "on-error", "secretUntil-error")
                .contains("value=\"A court\"", ">times</textarea>");
        assertThat(send(UUID.randomUUID().toString(), "A court", "law", "times", today().toString(), ""))
                .hasStatusOk()
                .bodyText()
                .contains("There is no account of this number");
    }

    @Test
    void theEndOfTheAccountTakesItsNumberOutAndThreeYearsTheLine() {
        record("times", "");
        UUID id = disclosures.toldTo(ana, clock.instant()).getFirst().id();
        transaction.executeWithoutResult(status -> {
            assertThat(erasure.erase(ana, clock.instant())).isTrue();
            assertThat(erasure.erase(ana, clock.instant())).as("again").isTrue();
        });
        assertThat(account(id)).containsOnlyNulls();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            RetentionRule rule = rules.stream()
                    .filter(one -> one.dataClass().equals("disclosure"))
                    .findFirst()
                    .orElseThrow();
            rule.end(clock.instant().plus(Duration.ofDays(2 * 365)), 10_000);
            assertThat(account(id)).as("after two years").hasSize(1);
            rule.end(clock.instant().plus(Duration.ofDays(4 * 365)), 10_000);
            assertThat(account(id)).as("after four").isEmpty();
        });
    }

    private List<UUID> account(UUID disclosure) {
        return sql.sql("select account_id from disclosure where id = :id")
                .param("id", disclosure)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    private MvcTestResult record(String given, String secretUntil) {
        return send(ana.toString(), "A court", "Order 1/26", given, today().toString(), secretUntil);
    }

    private MvcTestResult send(
            String account, String authority, String ground, String given, String on, String secretUntil) {
        return pages.post()
                .uri("/admin/disclosures")
                .param("account", account)
                .param("authority", authority)
                .param("ground", ground)
                .param("given", given)
                .param("on", on)
                .param("secretUntil", secretUntil)
                .with(csrf())
                .with(TestPeople.asStaff(officer, PRIVACY_OFFICER))
                .exchange();
    }

    private MvcTestResult review(UUID id, AccountId by) {
        return pages.post()
                .uri("/admin/disclosures/" + id + "/review")
                .with(csrf())
                .with(TestPeople.asStaff(by, PRIVACY_OFFICER))
                .exchange();
    }

    private MvcTestResult page(AccountId who) {
        return pages.get().uri("/privacy/disclosures").with(TestPeople.as(who)).exchange();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
