package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.retention.RetentionRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
class SessionTests {

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    OpenSessions sessions;

    @Autowired
    SessionRepository<? extends Session> repository;

    @Autowired
    @Qualifier("oldSignIns")
    RetentionRule oldSignIns;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void peopleSeeWhereTheyAreSignedInAndSignOutElsewhere() {
        var person = people.openAccount();
        Browser here = new Browser(port).from("192.0.2.10").signIn(person);
        Browser there = new Browser(port).from("198.18.4.4").signIn(person);
        Browser somewhere = new Browser(port).from("198.18.9.9").signIn(person);

        var page = here.open("/settings/security");
        assertThat(page.text()).contains("Firefox · Linux", "192.0.2.0/24", "198.18.4.0/24", "this one");
        assertThat(page.body()).doesNotContain(idIn(there)).doesNotContain(idIn(here));
        var other = sessions.of(person.id(), idIn(here)).stream()
                .filter(one -> one.place().equals("198.18.4.0/24"))
                .findFirst()
                .orElseThrow();

        here.submit("/settings/security/sign-outs", "session", other.handle());
        assertThat(there.signedIn()).isFalse();
        assertThat(somewhere.signedIn()).isTrue();
        assertThat(here.signedIn()).isTrue();

        here.submit("/settings/security/sign-outs", "session", "others");
        assertThat(somewhere.signedIn()).isFalse();
        assertThat(here.signedIn()).isTrue();
    }

    @Test
    void nobodyEndsTheSessionsOfOthers() {
        var person = people.openAccount();
        Browser theirs = new Browser(port).signIn(person);
        Browser mine = new Browser(port).signIn(people.openAccount());
        String handle = sessions.of(person.id(), null).getFirst().handle();

        mine.open("/settings/security");
        mine.submit("/settings/security/sign-outs", "session", handle);

        assertThat(theirs.signedIn()).isTrue();
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = new Browser(port).signIn(people.openAccount());
        browser.open("/settings/profile");

        browser.submit("/sign-out");

        assertThat(browser.signedIn()).isFalse();
    }

    @Test
    void whatASessionHeldSurvivesTheSignIn() {
        Browser browser = new Browser(port);
        browser.look("/create?prompt=x");
        put(repository, idIn(browser), "draft", "a red fox");

        browser.signIn(people.openAccount());

        assertThat(repository.findById(idIn(browser)).<String>getAttribute("draft"))
                .isEqualTo("a red fox");
    }

    @Test
    @Clause("retain.session-cookies")
    void aSessionOfNobodyLastsHalfAnHourAndAPersonsTwoWeeks() {
        Browser browser = new Browser(port);
        browser.look("/generations");
        assertThat(repository.findById(idIn(browser)).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));

        browser.signIn(people.openAccount());

        assertThat(repository.findById(idIn(browser)).getMaxInactiveInterval()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    @Clause("retain.session-logs")
    void signInRecordsAreGoneAfterThirtyDays() {
        var person = people.openAccount();
        new Browser(port).signIn(person);

        clock.advance(Duration.ofDays(30).minusMinutes(1));
        endOldSignIns();
        assertThat(records(person)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        endOldSignIns();
        assertThat(records(person)).isZero();
    }

    private void endOldSignIns() {
        transaction.executeWithoutResult(status -> oldSignIns.end(clock.instant(), 1000));
    }

    private int records(TestAccounts.TestAccount person) {
        return sql.sql("select count(*) from sign_in where account_id = :id")
                .param("id", person.id().value())
                .query(Integer.class)
                .single();
    }

    private static <S extends Session> void put(SessionRepository<S> sessions, String id, String name, String value) {
        S session = sessions.findById(id);
        session.setAttribute(name, value);
        sessions.save(session);
    }

    static String idIn(Browser browser) {
        String cookie = browser.cookie("session").orElseThrow().getValue();
        return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
    }

    @Test
    void twoRequestsOfOnePageMayWriteTheSameForTheFirstTimeAtOnce() {
        meet(repository);
    }

    private static <S extends Session> void meet(SessionRepository<S> repository) {
        S begun = repository.createSession();
        repository.save(begun);
        S one = repository.findById(begun.getId());
        S other = repository.findById(begun.getId());
        one.setAttribute("draft", "a kite");
        other.setAttribute("draft", "a red kite");
        repository.save(one);
        repository.save(other);
        assertThat(repository.findById(begun.getId()).<String>getAttribute("draft"))
                .isEqualTo("a red kite");
        repository.deleteById(begun.getId());
    }
}
