package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure.Reopening;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.Repetition;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
@RecordApplicationEvents
class AccountClosureTests {

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    AccountClosure closure;

    @Autowired
    AccountCustody custody;

    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AccountRepository rows;

    @Autowired
    JdbcClient sql;

    @Autowired
    DataSource source;

    @Autowired
    TestClock clock;

    @Autowired
    CsrfAsShipped csrf;

    @Autowired
    List<Repetition> repetitions;

    @Autowired
    ApplicationEvents events;

    private TestAccount ana;

    @BeforeEach
    void openAccount() {
        csrf.restore();
        ana = people.openAccount();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause({"right.deletion", "retain.account"})
    void closingEndsEverySessionAndLetsItsPersonNoFurtherThanTheWayBack() {
        Browser here = signedIn();
        assertThat(here.open("/settings/profile").path()).isEqualTo("/settings/profile");

        close();

        assertThat(here.open("/settings/profile").path()).isEqualTo("/sign-in");
        Browser again = new Browser(port);
        again.open("/sign-in");
        Browser.Page back = again.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        assertThat(back.path()).isEqualTo("/settings/account/deletion");
        assertThat(back.text()).contains("Your account ends on");
        assertThat(again.open("/settings/profile").path()).isEqualTo("/settings/account/deletion");
        assertThat(accounts.find(ana.id())).isEmpty();
    }

    @Test
    void whatIsBeingMadeHearsOnceThatItsPersonLeft() {
        closure.close(ana.id(), new Actor.Person(ana.id()));
        closure.close(ana.id(), new Actor.Person(ana.id()));
        assertThat(events.stream(AccountClosed.class)).containsExactly(new AccountClosed(ana.id()));
    }

    @Test
    @Clause("security.backups")
    void closingAndComingBackAreNotedForARestoredDatabase() {
        closure.close(ana.id(), new Actor.Person(ana.id()));
        closure.reopen(ana.id(), new Actor.Person(ana.id()));
        closure.reopen(ana.id(), new Actor.Person(ana.id()));
        assertThat(sql.sql("select kind from repetition where item = :ana order by number")
                        .param("ana", ana.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("account-closed", "account-reopened");
    }

    @Test
    @Clause({"security.backups", "retain.account"})
    void aDatabaseFromBeforeTheClosureIsToldOfItAndItsTimeRunsFromThen() {
        Instant then = clock.instant().minus(Duration.ofDays(3));
        again("account-closed", then);
        assertThat(closure.erasedFrom(ana.id())).contains(then.plus(Duration.ofDays(30)));
        again("account-closed", then);
        again("account-reopened", clock.instant());
        assertThat(closure.erasedFrom(ana.id())).isEmpty();
        close();
        assertThat(sql.sql("select count(*) from repetition where kind = 'account-closed' and item = ? and at > ?")
                        .params(ana.id().value(), then.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single())
                .as("what the log will say")
                .isOne();
    }

    private void again(String kind, Instant at) {
        Repetition repetition = repetitions.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> repetition.repeat(ana.id().value(), "", at));
    }

    @Test
    void aWrongPasswordIsNotToldThatTheAccountIsClosed() {
        close();
        Browser stranger = new Browser(port);
        stranger.open("/sign-in");
        assertThat(stranger.submitAndFollow("/sign-in", "name", ana.username(), "password", "not-this-one-at-all")
                        .text())
                .doesNotContain("closed")
                .contains("did not match");
    }

    @Test
    void withinTheTimeOfGraceAnAccountIsOpenedAgainAsItWas() {
        close();
        assertThat(closure.erasedFrom(ana.id())).isPresent();
        assertThat(closure.reopen(ana.id(), by())).isEqualTo(Reopening.OPEN);
        assertThat(closure.erasedFrom(ana.id())).isEmpty();
        assertThat(accounts.find(ana.id())).isPresent();
        assertThat(signedIn().open("/settings/profile").path()).isEqualTo("/settings/profile");
    }

    @Test
    void closingTwiceDoesNotBeginTheTimeOfGraceAnew() {
        close();
        Instant first = closure.erasedFrom(ana.id()).orElseThrow();
        clock.advance(Duration.ofDays(3));
        close();
        assertThat(closure.erasedFrom(ana.id())).contains(first);
    }

    @Test
    void nothingBringsAnAccountBackWhoseErasureIsOrdered() {
        transaction.executeWithoutResult(status -> custody.destroy(ana.id().value(), Cause.STAFF, clock.instant()));
        assertThat(closure.reopen(ana.id(), by())).isEqualTo(Reopening.TOO_LATE);
        assertThat(accounts.find(ana.id())).isEmpty();
    }

    /** Somebody is let in, the account is closed, and only then is the session stored. */
    @Test
    @Clause({"right.deletion", "use.security"})
    void aSessionThatIsStoredAfterTheClosingIsNone() throws Exception {
        Browser browser = new Browser(port);
        browser.open("/sign-in");
        try (var pool = Executors.newSingleThreadExecutor();
                Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            // What the entrance writes down comes after its look at the account and before the session.
            other.createStatement().execute("lock table sign_in in access exclusive mode");
            Future<Integer> entering =
                    pool.submit(() -> browser.submit("/sign-in", "name", ana.username(), "password", ana.password())
                            .status());
            untilSomebodyWaitsForTheSignIns(other);
            close();
            other.rollback();
            assertThat(entering.get())
                    .as("who was let in is not told otherwise")
                    .isEqualTo(302);
        }
        assertThat(storedSessions()).as("it was stored all the same").isOne();
        assertThat(browser.signedIn()).isFalse();
        assertThat(storedSessions()).as("and is gone once it was used").isZero();
    }

    @Test
    @Clause({"right.deletion", "use.security"})
    void openingTheAccountAgainBringsBackNoSessionOfBefore() {
        Browser before = signedIn();
        Map<String, Object> session = sql.sql("select * from spring_session where principal_name = :name")
                .param("name", ana.id().toString())
                .query()
                .singleRow();
        var held = sql.sql("select * from spring_session_attributes where session_primary_id = :id")
                .param("id", session.get("primary_id"))
                .query()
                .listOfRows();
        assertThat(held).isNotEmpty();
        close();
        closure.reopen(ana.id(), by());
        // As if its node had stored it late.
        sql.sql("""
                insert into spring_session values
                  (:primary_id, :session_id, :creation_time, :last_access_time, :max_inactive_interval, :expiry_time, :principal_name)
                """).params(session).update();
        held.forEach(one -> sql.sql(
                        "insert into spring_session_attributes values (:session_primary_id, :attribute_name, :attribute_bytes)")
                .params(one)
                .update());
        assertThat(before.signedIn()).isFalse();
        assertThat(signedIn().signedIn()).isTrue();
    }

    @Test
    void anAccountThatWasReadBeforeItWasClosedIsNotOpenedByBeingSaved() {
        Account stale = rows.findById(ana.id().value()).orElseThrow();
        close();
        stale.rename("Ana", new Username(ana.username()));
        rows.save(stale);
        assertThat(rows.findById(ana.id().value()).orElseThrow().closed()).isTrue();
    }

    private long storedSessions() {
        return sql.sql("select count(*) from spring_session where principal_name = :name")
                .param("name", ana.id().toString())
                .query(Long.class)
                .single();
    }

    private static void untilSomebodyWaitsForTheSignIns(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (var question = connection.prepareStatement(
                "select count(*) from pg_locks where relation = 'sign_in'::regclass and not granted")) {
            for (long waiting = 0; waiting == 0; ) {
                assertThat(System.nanoTime()).as("the entrance waits").isLessThan(deadline);
                try (var answer = question.executeQuery()) {
                    answer.next();
                    waiting = answer.getLong(1);
                }
            }
        }
    }

    @Test
    void whoPlacesAHoldIsToldWhatIsThere() {
        assertThat(custody.fate(ana.id().value())).isInstanceOf(Fate.Kept.class);
        assertThat(custody.fate(java.util.UUID.randomUUID())).isInstanceOf(Fate.Unknown.class);
    }

    private void close() {
        closure.close(ana.id(), by());
    }

    private Actor by() {
        return new Actor.Person(ana.id());
    }

    private Browser signedIn() {
        Browser browser = new Browser(port);
        browser.open("/sign-in");
        browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        return browser;
    }
}
