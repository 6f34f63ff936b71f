package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.retention.Erasures;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody who can give roles is always left. */
@ProductTest
@Clause("security.rbac")
class LastAdministratorTests {

    private static final String PAGE = "/settings/account/deletion";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    StaffGrants grants;

    @Autowired
    AccountClosure closure;

    @Autowired
    Minors minors;

    @Autowired
    Suspensions suspensions;

    @Autowired
    Erasures erasures;

    @Autowired
    LettersSeen letters;

    @Autowired
    JdbcClient sql;

    @Autowired
    CsrfAsShipped csrf;

    private TestAccount ada;
    private AccountId ben;
    private OnlyAdministrator only;

    @BeforeEach
    void oneAdministrator() {
        csrf.restore();
        ada = people.openAccount();
        ben = people.openAccount().id();
        only = new OnlyAdministrator(sql, ada.id());
    }

    @AfterEach
    void theOthersAgain() {
        suspensions.lift(ben, ada.id());
        grants.withdraw(ben, StaffRole.ADMINISTRATOR, ada.id());
        only.close();
    }

    @Test
    void theLastOneIsToldWhyTheirAccountStaysAndWhatToDoFirst() {
        Browser browser = new Browser(port).signIn(ada);
        assertThat(browser.open(PAGE).text())
                .contains("You are the last administrator here", "/admin/staff")
                .doesNotContain("Delete my account");
        assertThat(browser.submitAndFollow(PAGE).text()).contains("You are the last administrator here");

        assertThat(browser.signedIn()).isTrue();
        assertThat(closure.erasedFrom(ada.id())).isEmpty();
        assertThat(letters.last(ada.id(), "account-closed")).isEmpty();

        grants.grant(ben, StaffRole.ADMINISTRATOR, ada.id());
        assertThat(browser.open(PAGE).text()).contains("Delete my account").doesNotContain("last administrator");
        assertThat(browser.submitAndFollow(PAGE).path()).isEqualTo("/sign-in?closed=now");
        assertThat(closure.erasedFrom(ada.id())).isPresent();
    }

    @Test
    void noWayOutLeavesNobodyWhoGivesRoles() {
        Actor staff = new Actor.Staff(ben);
        assertThat(grants.withdraw(ada.id(), StaffRole.ADMINISTRATOR, ada.id())).isFalse();
        assertThatThrownBy(() -> closure.close(ada.id(), staff)).isInstanceOf(LastAdministrator.class);
        assertThatThrownBy(() -> closure.erase(ada.id(), staff)).isInstanceOf(LastAdministrator.class);
        assertThatThrownBy(() -> minors.stop(ada.id(), Minors.Age.UNDER_13, null, "told", ben))
                .isInstanceOf(LastAdministrator.class);

        assertThat(closure.erasedFrom(ada.id())).isEmpty();
        assertThat(erasures.of(ada.id())).isEmpty();
        assertThat(grants.of(ada.id())).contains(StaffRole.ADMINISTRATOR);
    }

    @Test
    void whoCannotComeInDoesNotCount() {
        grants.grant(ben, StaffRole.ADMINISTRATOR, ada.id());
        suspensions.suspend(ben, "to be cleared up", ada.id());
        assertThat(grants.isLastAdministrator(ada.id())).isTrue();
        suspensions.lift(ben, ada.id());
        assertThat(grants.isLastAdministrator(ada.id())).isFalse();
        closure.close(ben, new Actor.Person(ben));
        assertThat(grants.isLastAdministrator(ada.id())).isTrue();
    }

    /** Whichever comes first goes; the other one stays. */
    @Test
    void ofTwoWhoLeaveAtOnceOneStays() throws Exception {
        grants.grant(ben, StaffRole.ADMINISTRATOR, ada.id());
        try (var both = Executors.newFixedThreadPool(2)) {
            long gone = 0;
            for (var one : both.invokeAll(List.of(leaving(ada.id()), leaving(ben)))) {
                gone += one.get() ? 1 : 0;
            }
            assertThat(gone).isOne();
        }
    }

    private Callable<Boolean> leaving(AccountId who) {
        return () -> {
            try {
                closure.close(who, new Actor.Person(who));
                return true;
            } catch (LastAdministrator last) {
                return false;
            }
        };
    }

    @Test
    void theCommandMakesOneOnlyWhereNobodyWhoCanComeInIsLeft() {
        assertThat(grants.makeFirstAdministrator(ben)).isFalse();
        assertThat(grants.makeFirstAdministrator(ada.id())).as("is one already").isFalse();
        suspensions.suspend(ada.id(), "to be cleared up", ben);
        assertThat(grants.makeFirstAdministrator(ben)).isTrue();
        suspensions.lift(ada.id(), ben);
    }
}
