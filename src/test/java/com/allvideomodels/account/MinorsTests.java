package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Erasures;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** One act of staff: stop, delete, tell the guardian if known. */
@ProductTest
@Clause("children.discovered")
class MinorsTests {

    @LocalServerPort
    int port;

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    AccountClosure closure;

    @Autowired
    Erasures erasures;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    JdbcClient sql;

    @Autowired
    CsrfAsShipped csrfAsShipped;

    private final EmailAddress guardian = new EmailAddress("guardian-" + UUID.randomUUID() + "@example.test");

    private AccountId officer;
    private TestAccount kid;
    private Browser signedIn;

    @BeforeEach
    void aKidIsSignedIn() {
        csrfAsShipped.restore();
        officer = people.openAccount().id();
        kid = people.openAccount();
        signedIn = new Browser(port).signIn(kid);
    }

    @AfterEach
    void leaveNothing() {
        sql.sql("delete from suspension where suspended_by = :me")
                .param("me", officer.value())
                .update();
    }

    @Test
    void aChildUnderThirteenIsStoppedAndErasedAtOnceAndTheGuardianIsTold() {
        assertThat(stop("UNDER_13", guardian.value())).hasStatus3xxRedirection();

        assertThat(signedIn.signedIn()).isFalse();
        assertThat(erasures.of(kid.id()).orElseThrow().cause()).isEqualTo(Cause.STAFF);
        assertThat(letters.last(guardian, "minor-discovered")).isPresent();
        nobodyWroteToTheChild();
        assertThat(acts.by(officer)).contains("account.minor-discovered");
        assertThat(acts.details(kid.id(), "account.minor-discovered"))
                .containsExactly(Map.of("age", "UNDER_13", "guardian", "told", "reason", "a letter of a parent"));
        assertThat(comesBackTo()).contains("is being deleted");
        assertThat(closure.reopen(kid.id(), new com.allvideomodels.audit.Actor.Staff(officer)))
                .isEqualTo(AccountClosure.Reopening.TOO_LATE);
    }

    @Test
    void somebodyUnderEighteenIsStoppedAtOnceKeptOutAndErasedAfterTheTimeOfGrace() {
        assertThat(stop("UNDER_18", "")).hasStatus3xxRedirection();

        assertThat(signedIn.signedIn()).isFalse();
        assertThat(erasures.of(kid.id())).isEmpty();
        assertThat(closure.erasedFrom(kid.id())).isPresent();
        assertThat(comesBackTo()).as("no way back by themselves").contains("suspended");
        nobodyWroteToTheChild();
        assertThat(acts.details(kid.id(), "account.minor-discovered"))
                .singleElement()
                .satisfies(said -> assertThat(said).containsEntry("guardian", "unknown"));
    }

    /** Nobody typed an address; the parent who once consented is known. */
    @Test
    @Clause("children.parent")
    void theParentWhoConsentedIsTheGuardianWhereNobodyNamesAnother() {
        sql.sql("""
                insert into parental_consent
                  (id, email, language, step, asked_at, agreed_at, confirmed_at, account_id)
                values (gen_random_uuid(), :email, 'en', 'USED', now(), now(), now() + interval '1 day', :kid)
                """)
                .param("email", guardian.value())
                .param("kid", kid.id().value())
                .update();
        stop("UNDER_13", "");
        assertThat(letters.last(guardian, "minor-discovered")).isPresent();
    }

    @Test
    void whatIsMissingIsSaidAndNothingHappens() {
        assertThat(send(kid.id(), "age", "", "guardian", "nobody", "reason", ""))
                .hasStatusOk()
                .bodyText()
                .contains("Choose one of the two", "not a whole e-mail address", "Say why", "value=\"nobody\"");
        assertThat(send(kid.id(), "age", "UNDER_13", "guardian", "", "reason", "x".repeat(501)))
                .hasStatusOk()
                .bodyText()
                .contains("Say why");
        assertThat(send(kid.id(), "age", "seven", "guardian", "", "reason", "told"))
                .hasStatusOk();
        assertThat(send(officer, "age", "UNDER_13", "guardian", "", "reason", "told"))
                .hasStatusOk()
                .bodyText()
                .contains("your own account");
        assertThat(signedIn.signedIn()).isTrue();
        assertThat(closure.erasedFrom(kid.id())).isEmpty();
    }

    private String comesBackTo() {
        csrfAsShipped.restore();
        Browser browser = new Browser(port);
        browser.open("/sign-in");
        return browser.submitAndFollow("/sign-in", "name", kid.username(), "password", kid.password())
                .text();
    }

    private void nobodyWroteToTheChild() {
        assertThat(letters.last(kid.id(), "account-closed")).isEmpty();
        assertThat(letters.to(kid.email())).isEmpty();
    }

    private MvcTestResult stop(String age, String guardian) {
        return send(kid.id(), "age", age, "guardian", guardian, "reason", "a letter of a parent");
    }

    private MvcTestResult send(AccountId whom, String... fields) {
        var request = pages.post().uri("/admin/accounts/" + whom + "/minor").accept("text/html");
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.with(csrf())
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange();
    }
}
