package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.retention.Belongings;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.rights.Copies;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What staff see of a copy before it is made, and whose it is once it is. */
@ProductTest
@Clause({"right.access", "right.portability", "ccpa.know"})
class CopyTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    RequestRows rows;

    @Autowired
    HistoryRows history;

    @Autowired
    RequestDesk desk;

    @Autowired
    RequestConfirmations confirmations;

    @Autowired
    Copies copies;

    @Autowired
    PersonalData data;

    @Autowired
    ApplicationContext product;

    @Autowired
    JdbcClient sql;

    private final AccountId officer = AccountId.fresh();

    @Test
    void thePreviewTellsEverySetWithItsColumnsItsRowsAndTheFirstOfThem() throws Exception {
        TestAccount ana = new Belongings(product).ofSomebody();
        Copies.Preview preview = copies.preview(ana.id());
        assertThat(preview.tables())
                .extracting(Copies.Table::name)
                .containsExactlyElementsOf(
                        data.sets().stream().map(PersonalDataSet::name).toList());
        assertThat(preview.tables()).allSatisfy(table -> {
            PersonalDataSet set = data.sets().stream()
                    .filter(one -> one.name().equals(table.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(table.columns()).isEqualTo(set.columns());
            assertThat(table.rows()).isEqualTo(set.count(ana.id()));
            assertThat(table.first()).hasSize((int) Math.min(20, table.rows()));
            assertThat(table.first()).allSatisfy(row -> assertThat(row).hasSameSizeAs(table.columns()));
        });
        assertThat(data.counts(ana.id()))
                .as("counted in one statement")
                .allSatisfy((name, count) -> assertThat(count)
                        .as(name)
                        .isEqualTo(preview.tables().stream()
                                .filter(one -> one.name().equals(name))
                                .findFirst()
                                .orElseThrow()
                                .rows()));
    }

    @Test
    void moreThanTwentyRowsAreCountedAndNotShown() throws Exception {
        TestAccount ana = new Belongings(product).ofSomebody();
        sql.sql("""
                insert into sign_in (id, account_id, at, network, device, method)
                select gen_random_uuid(), :id, now(), '198.51.100', 'Firefox', 'PASSWORD' from generate_series(1, 30)
                """).param("id", ana.id().value()).update();
        assertThat(copies.preview(ana.id()).tables())
                .filteredOn(table -> table.name().equals("sign-ins"))
                .singleElement()
                .satisfies(table -> {
                    assertThat(table.first()).hasSize(20);
                    assertThat(table.rows()).isEqualTo(31);
                });
    }

    @Test
    void staffSeeItOnceTheRequestIsVerifiedAndOnlyWhereDataAreAskedFor() {
        TestAccount ana = new Belongings(product).ofSomebody();
        PrivacyRequest access = filed(ana, Right.ACCESS);
        assertThat(get(access, "/preview")).hasStatus(404);
        assertThat(acts.by(officer)).doesNotContain("privacy-request.previewed");
        verify(ana);
        MvcTestResult page = get(access, "/preview");
        assertThat(page).hasStatusOk();
        assertThat(text(page))
                .contains(ana.email().value(), "data/sign-ins.json")
                .doesNotContain("??");
        assertThat(acts.by(officer)).contains("privacy-request.previewed");
        assertThat(text(get(access, ""))).contains("/preview\"").doesNotContain("/copy\"");
        PrivacyRequest correction = filed(ana, Right.CORRECTION);
        verify(ana);
        assertThat(get(correction, "/preview")).hasStatus(404);
        assertThat(text(get(correction, ""))).doesNotContain("/preview\"");
    }

    @Test
    void whatIsOrderedForThePersonIsFetchedByNobodyElse() {
        TestAccount ana = new Belongings(product).ofSomebody();
        PrivacyRequest request = filed(ana, Right.PORTABILITY);
        verify(ana);
        assertThat(post(request)).hasStatus3xxRedirection();
        assertThat(ordered(ana)).as("nobody took it up").isZero();
        assertThat(desk.begin(request.id(), officer)).isEmpty();
        assertThat(post(request)).hasStatus3xxRedirection();
        assertThat(post(request)).as("once more").hasStatus3xxRedirection();
        assertThat(ordered(ana)).isOne();
        assertThat(history.of(request.id()))
                .filteredOn(one -> one.kind().equals("copy-ordered"))
                .hasSize(1);
        assertThat(acts.by(officer)).contains("privacy-request.copy-ordered", "export.ordered");
        LocalTimetable.run(product, "rights.make-exports");
        assertThat(letters.last(ana.id(), "export-ready")).isPresent();
        String file = "/privacy/exports/"
                + sql.sql("select id from privacy_export where account_id = :id")
                        .param("id", ana.id().value())
                        .query(java.util.UUID.class)
                        .single()
                + "/file";
        assertThat(pages.get().uri(file).with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                .hasStatus(404);
        assertThat(pages.get().uri(file).with(TestPeople.as(ana.id())))
                .as("without a fresh sign-in")
                .hasStatus3xxRedirection();
        assertThat(rows.find(request.id()).orElseThrow().status())
                .as("the answer is still to be written")
                .isEqualTo(Status.IN_PROGRESS);
    }

    private PrivacyRequest filed(TestAccount about, Right right) {
        String number = requests.file(
                new Filing(right, Regime.GDPR, Requester.SELF, null, about.email(), null, Locale.ENGLISH, "please"));
        return rows.find(number).orElseThrow();
    }

    private void verify(TestAccount person) {
        String token = letters.last(person.id(), "privacy-request-confirm")
                .orElseThrow()
                .token();
        assertThat(confirmations.confirm(token)).isTrue();
    }

    private long ordered(TestAccount person) {
        return sql.sql("select count(*) from privacy_export where account_id = :id")
                .param("id", person.id().value())
                .query(Long.class)
                .single();
    }

    private MvcTestResult get(PrivacyRequest request, String what) {
        return pages.get()
                .uri("/admin/requests/" + request.id() + what)
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange();
    }

    private MvcTestResult post(PrivacyRequest request) {
        return pages.post()
                .uri("/admin/requests/" + request.id() + "/copy")
                .with(csrf())
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange();
    }

    private static String text(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
