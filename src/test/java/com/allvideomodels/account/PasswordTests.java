package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class PasswordTests {

    private static final String FRESH = "copper lantern drifts sideways";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void whoForgotThePasswordChoosesANewOneByLetter() {
        var person = people.openAccount();
        Browser old = new Browser(port).signIn(person);
        Browser browser = new Browser(port);
        String token = askedBy(browser, person);

        assertThat(browser.open("/password-reset/new?token=" + token).status()).isEqualTo(200);
        var answer = browser.submit("/password-reset/new", "token", token, "password", FRESH);

        assertThat(answer.header("location")).endsWith("/sign-in");
        assertThat(old.signedIn()).as("sessions from before").isFalse();
        assertThat(signIn(person, person.password())).isEqualTo(200);
        assertThat(signIn(person, FRESH)).isEqualTo(302);
        assertThat(letters.last(person.id(), "password-changed")).isPresent();
    }

    @Test
    void aLinkWorksOnceAndForAnHour() {
        var person = people.openAccount();
        Browser browser = new Browser(port);
        String token = askedBy(browser, person);

        clock.advance(Duration.ofHours(1));
        assertThat(browser.open("/password-reset/new?token=" + token).text()).contains("no longer works");
        assertThat(choose(browser, token)).isEqualTo(200);
        clock.reset();
        assertThat(choose(browser, token)).isEqualTo(302);
        assertThat(choose(browser, token)).isEqualTo(200);
    }

    @Test
    void aNewerLinkReplacesTheOlder() {
        var person = people.openAccount();
        Browser browser = new Browser(port);
        String older = askedBy(browser, person);
        String newer = askedBy(browser, person);

        assertThat(newer).isNotEqualTo(older);
        assertThat(choose(browser, older)).isEqualTo(200);
        assertThat(choose(browser, newer)).isEqualTo(302);
    }

    @Test
    void askingTellsNothingOfWhoHasAnAccount() {
        var person = people.openAccount();
        var stranger = new EmailAddress("nobody-" + UUID.randomUUID() + "@example.test");
        Browser one = new Browser(port);
        Browser other = new Browser(port);

        var known = ask(one, person.email());
        var unknown = ask(other, stranger);

        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(302);
        assertThat(known.header("location")).isEqualTo(unknown.header("location"));
        await().until(() -> letters.last(person.id(), "reset-password").isPresent());
        assertThat(letters.to(stranger)).isEmpty();
    }

    @Test
    @Clause("use.security")
    void oneAddressGetsOnlySoManyLetters() {
        var person = people.openAccount();
        Browser browser = new Browser(port);

        for (int n = 0; n < 8; n++) {
            assertThat(ask(browser, person.email()).status()).isEqualTo(302);
        }

        await().untilAsserted(() -> assertThat(resetLetters(person)).isEqualTo(4));
    }

    @Test
    @Clause("use.security")
    void lettersOfAnotherKindTakeNothingFromTheLettersForANewPassword() {
        var person = people.openAccount();
        for (int n = 0; n < 6; n++) {
            Browser stranger = new Browser(port);
            stranger.open("/sign-up");
            stranger.submit("/sign-up/age", "year", "1990", "month", "5", "day", "17");
            String version = stranger.open("/sign-up").hidden("version");
            stranger.submit(
                    "/sign-up",
                    "name",
                    "Stranger",
                    "username",
                    "s" + UUID.randomUUID().toString().substring(0, 10),
                    "email",
                    person.email().value(),
                    "password",
                    FRESH,
                    "version",
                    version,
                    "policy",
                    "true",
                    "transfer",
                    "true");
        }
        assertThat(letters.to(person.email())).hasSize(4);

        assertThat(askedBy(new Browser(port), person)).isNotEmpty();
    }

    @Test
    void onlyTheHashOfASecretIsStored() {
        var person = people.openAccount();
        String token = askedBy(new Browser(port), person);

        byte[] stored = sql.sql("select hash from account_token where account_id = :id and purpose = 'RESET_PASSWORD'")
                .param("id", person.id().value())
                .query(byte[].class)
                .single();
        assertThat(stored).isEqualTo(Secret.hashOf(token)).hasSize(32);
    }

    @Test
    void aWeakPasswordIsRefusedWithAReasonInThePersonsLanguage() {
        var person = people.openAccount();
        Browser browser = new Browser(port).speaking("zh-CN");
        String token = askedBy(browser, person);

        assertThat(browser.submit("/password-reset/new", "token", token, "password", "password123")
                        .text())
                .contains("攻击者最先尝试");
        assertThat(browser.submit("/password-reset/new", "token", token, "password", person.username() + "1")
                        .text())
                .contains("与您无关的词");
        assertThat(choose(browser, token))
                .as("the link is not used up by a refusal")
                .isEqualTo(302);
    }

    @Test
    void aChangeNeedsTheCurrentPasswordAndEndsOtherSessions() {
        var person = people.openAccount();
        Browser here = new Browser(port).signIn(person);
        Browser there = new Browser(port).signIn(person);
        here.open("/settings/security");

        var wrong = here.submit("/settings/security/password", "current", "not-mine", "password", FRESH);
        assertThat(wrong.text()).contains("not your current password").doesNotContain("not-mine", FRESH);
        here.submit("/settings/security/password", "current", person.password(), "password", FRESH);

        assertThat(here.signedIn()).isTrue();
        assertThat(there.signedIn()).isFalse();
        assertThat(signIn(person, FRESH)).isEqualTo(302);
        assertThat(letters.last(person.id(), "password-changed")).isPresent();
    }

    @Test
    @Clause("use.security")
    void guessingTheCurrentPasswordIsSlowedDown() {
        Browser browser = new Browser(port).signIn(people.openAccount());
        browser.open("/settings/security");

        for (int n = 0; n < 6; n++) {
            assertThat(browser.submit("/settings/security/password", "current", "guess" + n, "password", FRESH)
                            .status())
                    .isEqualTo(200);
        }

        assertThat(browser.submit("/settings/security/password", "current", "guess", "password", FRESH)
                        .status())
                .isEqualTo(429);
    }

    private String askedBy(Browser browser, TestAccounts.TestAccount person) {
        int before = resetLetters(person);
        ask(browser, person.email());
        await().until(() -> resetLetters(person) > before);
        return letters.last(person.id(), "reset-password").orElseThrow().token();
    }

    private Browser.Page ask(Browser browser, EmailAddress email) {
        browser.open("/password-reset");
        return browser.submit("/password-reset", "email", email.value());
    }

    private int choose(Browser browser, String token) {
        return browser.submit("/password-reset/new", "token", token, "password", FRESH)
                .status();
    }

    private int signIn(TestAccounts.TestAccount person, String password) {
        return new Browser(port)
                .submit("/sign-in", "name", person.username(), "password", password)
                .status();
    }

    private int resetLetters(TestAccounts.TestAccount person) {
        return (int) letters.to(person.id()).stream()
                .filter(one -> one.letter().template().equals("reset-password"))
                .count();
    }
}
