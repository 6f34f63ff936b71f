package com.allvideomodels.admin;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.BILLING;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.kernel.StaffRole.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.retention.LegalHolds;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What staff see of a person, and that every look is recorded about that person. */
@ProductTest
@Clause({"security.rbac", "use.security"})
class StaffLooksTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    ActsSeen acts;

    @Autowired
    LegalHolds holds;

    private TestAccounts.TestAccount staff;
    private TestAccounts.TestAccount person;

    @BeforeEach
    void twoPeople() {
        staff = people.openAccount();
        person = people.openAccount();
    }

    @Test
    void aLookAtAnAccountIsRecorded() {
        assertThat(look("/admin/accounts/" + person.id(), SUPPORT))
                .hasStatusOk()
                .bodyText()
                .contains(person.username(), person.email().value());
        assertThat(acts.about(person.id())).containsExactly("account.viewed");
    }

    @Test
    void anAccountIsFoundByItsAddressItsNameAndItsId() {
        for (String words : new String[] {
            person.email().value(), person.username(), person.id().toString()
        }) {
            assertThat(look("/admin/search?q=" + words, SUPPORT))
                    .hasStatusOk()
                    .bodyText()
                    .contains("/admin/accounts/" + person.id());
        }
        assertThat(acts.about(person.id())).containsExactly("account.found", "account.found", "account.found");
    }

    @Test
    void whoMayNotOpenAnAccountFindsNone() {
        assertThat(look("/admin/search?q=" + person.username(), BILLING))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/admin/accounts/");
        assertThat(acts.about(person.id())).isEmpty();
    }

    @Test
    void aHoldIsFoundByItsIdByThoseWhoMayOpenIt() {
        var placed = holds.place(new LegalHolds.Order(
                LegalHolds.Scope.ACCOUNT,
                "account",
                person.id().value(),
                "a dispute",
                "fraud",
                staff.id(),
                LocalDate.now(ZoneOffset.UTC).plusMonths(1),
                null));
        UUID hold = ((LegalHolds.Placement.Held) placed).hold();
        try {
            assertThat(look("/admin/search?q=" + hold, PRIVACY_OFFICER))
                    .hasStatusOk()
                    .bodyText()
                    .contains("/admin/holds/" + hold);
            assertThat(acts.by(staff.id())).contains("hold.found");
            for (StaffRole role : new StaffRole[] {SUPPORT, BILLING, ADMINISTRATOR}) {
                assertThat(look("/admin/search?q=" + hold, role))
                        .hasStatusOk()
                        .bodyText()
                        .doesNotContain("/admin/holds/" + hold);
            }
            assertThat(acts.by(staff.id())).containsOnlyOnce("hold.found");
        } finally {
            holds.release(hold, staff.id(), "settled");
        }
    }

    @Test
    void theMenuShowsWhatTheRoleOpens() {
        assertThat(look("/admin", SUPPORT))
                .bodyText()
                .contains("/admin/accounts\"")
                .doesNotContain("/admin/staff");
        assertThat(look("/admin", ADMINISTRATOR)).bodyText().contains("/admin/staff");
    }

    @Test
    void theListIsSortedAndPagedByLinks() {
        assertThat(look("/admin/accounts", SUPPORT))
                .hasStatusOk()
                .bodyText()
                .contains(person.username(), "sort=oldest");
        assertThat(look("/admin/accounts?sort=oldest&after=nonsense", SUPPORT))
                .hasStatusOk()
                .bodyText()
                .contains("sort=newest");
    }

    @Test
    void aSuspensionKeepsThePersonOutUntilItIsLifted() {
        String page = "/admin/accounts/" + person.id();
        assertThat(send(page + "/suspension", "reason", ""))
                .hasStatusOk()
                .bodyText()
                .contains("Say why");
        assertThat(send(page + "/suspension", "reason", "Card fraud")).hasStatus(302);
        assertThat(signIn()).hasRedirectedUrl("/sign-in?suspended=yes");
        assertThat(look(page, SUPPORT)).bodyText().contains("Card fraud");
        assertThat(send(page + "/suspension/end", "x", "")).hasStatus(302);
        assertThat(signIn()).hasRedirectedUrl("/create");
        assertThat(acts.about(person.id())).contains("account.suspended", "account.unsuspended");
    }

    @Test
    void nobodySuspendsThemselves() {
        assertThat(send("/admin/accounts/" + staff.id() + "/suspension", "reason", "tired"))
                .bodyText()
                .contains("cannot suspend yourself");
    }

    private MvcTestResult look(String path, StaffRole role) {
        return pages.get().uri(path).with(TestPeople.asStaff(staff.id(), role)).exchange();
    }

    private MvcTestResult send(String path, String name, String value) {
        return pages.post()
                .uri(path)
                .param(name, value)
                .with(csrf())
                .with(TestPeople.asStaff(staff.id(), SUPPORT))
                .exchange();
    }

    private MvcTestResult signIn() {
        return pages.post()
                .uri("/sign-in")
                .param("name", person.username())
                .param("password", person.password())
                .with(csrf())
                .exchange();
    }
}
