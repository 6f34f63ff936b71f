package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ProductTest
class SignUpTests {

    private static final String PASSWORD = "violet-harbor-tango-umbrella";

    @LocalServerPort
    int port;

    @Autowired
    AccountRepository accounts;

    @Autowired
    Consents consents;

    @Autowired
    Policies policies;

    @Autowired
    LettersSeen letters;

    @Autowired
    SignUps signUps;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final String username = "u" + UUID.randomUUID().toString().substring(0, 8);
    private final EmailAddress email = new EmailAddress(username + "@example.test");

    @Autowired
    CsrfAsShipped csrf;

    @BeforeEach
    void asShipped() {
        csrf.restore();
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    @Clause({"collect.account", "transfers.notice"})
    void aPersonSignsUpConfirmsTheAddressAndIsIn() {
        Browser browser = adult();

        assertThat(signUp(browser).header("location")).endsWith("/sign-up/letter");
        assertThat(browser.open("/sign-up/letter").text()).contains("Look into your mail");
        Account opened = account();
        assertThat(opened.name()).isEqualTo("Ada Example");
        assertThat(opened.email()).isEqualTo(email);
        assertThat(opened.emailConfirmed()).isFalse();
        assertThat(opened.passwordHash()).startsWith("$argon2id$").doesNotContain(PASSWORD);
        assertThat(opened.accountType()).isEqualTo("personal");
        assertThat(opened.subscriptionStatus()).isEqualTo("none");
        assertThat(consents.holding(opened.id())).contains(Purpose.POLICY, Purpose.TRANSFER);

        String link = "/confirmation?token="
                + letters.last(email, "confirm-address").orElseThrow().token();
        assertThat(browser.open(link).text()).contains(email.value(), username);
        assertThat(account().emailConfirmed())
                .as("opening the link is not enough")
                .isFalse();
        String token = browser.open(link).hidden("token");
        assertThat(browser.submit("/confirmation", "token", token).header("location"))
                .endsWith("/create");

        assertThat(account().emailConfirmed()).isTrue();
        assertThat(browser.signedIn()).isTrue();
        assertThat(letters.last(opened.id(), "account-welcome")).isPresent();
    }

    @Test
    void inAnotherBrowserAConfirmationLeadsToTheSignIn() {
        signUp(adult());
        Browser another = new Browser(port);

        another.open("/confirmation?token=" + confirmationToken());

        assertThat(another.submit("/confirmation", "token", confirmationToken()).header("location"))
                .endsWith("/sign-in");
        assertThat(another.signedIn()).isFalse();
    }

    @Test
    void aConfirmationWorksOnceAndForADay() {
        signUp(adult());
        Browser browser = new Browser(port);
        String token = confirmationToken();

        clock.advance(Duration.ofHours(24));
        assertThat(browser.submit("/confirmation", "token", token).text()).contains("no longer works");
        clock.reset();
        assertThat(browser.submit("/confirmation", "token", token).status()).isEqualTo(302);
        assertThat(browser.submit("/confirmation", "token", token).text()).contains("no longer works");
    }

    @Test
    @Clause("transfers.notice")
    void nothingIsOpenedWithoutBothAgreements() {
        Browser browser = adult();
        String form = browser.open("/sign-up").text();

        assertThat(form).contains("name=\"policy\"", "name=\"transfer\"").doesNotContain("checked");
        assertThat(submit(browser, "policy", "true").text())
                .contains("cannot be used")
                .contains("Ada Example");
        assertThat(submit(browser, "transfer", "true").text()).contains("only for people who accept");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    void whoSawAnotherVersionReadsThePresentOne() {
        Browser browser = adult();

        var answer = browser.submit(
                "/sign-up",
                "name",
                "Ada",
                "email",
                email.value(),
                "username",
                username,
                "password",
                PASSWORD,
                "version",
                "1999-01-01",
                "policy",
                "true",
                "transfer",
                "true");

        assertThat(answer.text()).contains("policy changed");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    void whatWasTypedStaysExceptThePassword() {
        Browser browser = adult();

        var answer = browser.submit(
                "/sign-up",
                "name",
                "Ada <i>",
                "email",
                "not an address",
                "username",
                "a b",
                "password",
                "hunter2hunter2",
                "version",
                policies.current().id());

        assertThat(answer.text())
                .contains("value=\"Ada &lt;i&gt;\"", "value=\"not an address\"", "value=\"a b\"")
                .contains("aria-invalid=\"true\"")
                .doesNotContain("hunter2hunter2");
    }

    @Test
    void aTakenUserNameIsToldWhateverItsCase() {
        var somebody = people.openAccount();
        Browser browser = adult();

        var answer = browser.submit(
                "/sign-up",
                "name",
                "Ada",
                "email",
                email.value(),
                "username",
                somebody.username().toUpperCase(),
                "password",
                PASSWORD,
                "version",
                policies.current().id(),
                "policy",
                "true",
                "transfer",
                "true");

        assertThat(answer.text()).contains("taken");
    }

    @Test
    void anAddressThatHasAnAccountGetsTheSameAnswersAndAnotherLetter() {
        var somebody = people.openAccount();
        Browser known = adult();
        Browser unknown = adult();

        var answerKnown = signUp(known, "x" + username, somebody.email().value());
        var answerUnknown = signUp(unknown, username, email.value());

        assertThat(answerKnown.status()).isEqualTo(answerUnknown.status());
        assertThat(answerKnown.header("location")).isEqualTo(answerUnknown.header("location"));
        assertThat(known.open("/sign-up/letter").text())
                .isEqualTo(unknown.open("/sign-up/letter").text());
        assertThat(letters.last(somebody.email(), "already-registered")).isPresent();
        assertThat(letters.last(somebody.email(), "confirm-address")).isEmpty();
        assertThat(letters.last(email, "confirm-address")).isPresent();
        // What comes after does not tell either: the user name lets in, the address does not.
        assertThat(signInStatus("x" + username))
                .isEqualTo(signInStatus(username))
                .isEqualTo(302);
        assertThat(signInStatus(somebody.email().value()))
                .isEqualTo(signInStatus(email.value()))
                .isEqualTo(200);
        assertThat(accounts.findByConfirmedEmail(somebody.email().value())
                        .orElseThrow()
                        .id())
                .isEqualTo(somebody.id());
    }

    @Test
    void ofTwoWhoClaimAnAddressTheFirstToConfirmHasIt() {
        signUp(adult(), username, email.value());
        String first = confirmationToken();
        signUp(adult(), "x" + username, email.value());
        String second = confirmationToken();
        Browser browser = new Browser(port);

        browser.submit("/confirmation", "token", second);

        assertThat(browser.submit("/confirmation", "token", first).text()).contains("has an account already");
        assertThat(accounts.findByConfirmedEmail(email.value()).orElseThrow().username())
                .isEqualTo("x" + username);
    }

    @Test
    @Clause("children.age")
    void theAgeScreenDoesNotSayWhatItWantsToHear() {
        String page = new Browser(port).open("/sign-up").text();

        assertThat(page).contains("When were you born?").doesNotContainPattern("\\b(13|18|[Aa]dult)\\b");
    }

    @Test
    @Clause("children.age")
    void aChildIsRefusedLeavesNothingAndCannotGoBack() {
        int before = sessions();
        Browser browser = born(new Browser(port), 12);

        assertThat(browser.open("/sign-up").text()).contains("cannot use AllVideoModels");
        assertThat(browser.cookie("session"))
                .as("no session, so nothing on our side")
                .isEmpty();
        assertThat(sessions()).isEqualTo(before);
        var marker = browser.cookie("age-screen").orElseThrow();
        assertThat(marker.getValue()).isEqualTo("no");
        assertThat(marker.getMaxAge()).isEqualTo(Duration.ofDays(1).toSeconds());

        born(browser, 40);
        assertThat(browser.open("/sign-up").text()).contains("cannot use AllVideoModels");
        assertThat(signUp(browser).header("location")).endsWith("/sign-up");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    @Clause("children.age")
    void aChildIsInNoTableAndInNoLog() {
        var root = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var log = new ch.qos.logback.core.read.ListAppender<ch.qos.logback.classic.spi.ILoggingEvent>();
        log.start();
        root.addAppender(log);
        try {
            List<Long> before = rowsOfStrangers();
            Browser browser = born(new Browser(port), 9);
            browser.open("/sign-up");
            browser.submit("/sign-up/guardian", "email", email.value());

            assertThat(rowsOfStrangers()).isEqualTo(before);
            assertThat(letters.to(email)).isEmpty();
            String year = Integer.toString(LocalDate.now().minusYears(9).getYear());
            assertThat(log.list)
                    .extracting(event -> event.getFormattedMessage())
                    .noneMatch(line -> line.contains(year) || line.contains("AgeForm"));
        } finally {
            root.detachAppender(log);
        }
    }

    /** Where something of somebody without an account could lie. */
    private List<Long> rowsOfStrangers() {
        return Stream.of("account", "parental_consent", "throttle", "spring_session", "sign_in", "letter")
                .map(table -> sql.sql("select count(*) from " + table)
                        .query(Long.class)
                        .single())
                .toList();
    }

    @Test
    @Clause("children.age")
    void aTeenagerHearsOfAParentsConsent() {
        Browser browser = born(new Browser(port), 15);

        assertThat(browser.open("/sign-up").text()).contains("parent or guardian", "We can ask them");
        born(browser, 30);
        assertThat(browser.open("/sign-up").text()).contains("parent or guardian");
    }

    @Test
    @Clause("children.age")
    void aChildWhoWasAnAdultAMinuteAgoIsRefusedToo() {
        Browser browser = adult();

        born(browser, 9);

        assertThat(signUp(browser).header("location")).endsWith("/sign-up");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    @Clause("children.age")
    void theFormIsClosedToWhoSkipsTheAgeScreen() {
        Browser browser = new Browser(port);
        browser.open("/sign-up");

        assertThat(signUp(browser).header("location")).endsWith("/sign-up");
        assertThat(accounts.findByUsername(username)).isEmpty();
    }

    @Test
    @Clause("children.age")
    void theDateOfBirthIsNotInTheSession() {
        Browser browser = new Browser(port);
        browser.open("/sign-up");
        browser.submit("/sign-up/age", "year", "1987", "month", "11", "day", "23");

        var kept = sql.sql("select attribute_name from spring_session_attributes a join spring_session s"
                        + " on s.primary_id = a.session_primary_id where s.session_id = :id")
                .param("id", SessionTests.idIn(browser))
                .query(String.class)
                .list();
        assertThat(kept).containsExactly("sign-up.age-passed");
    }

    @Test
    void aDateThatIsNoneIsAskedAgain() {
        Browser browser = new Browser(port);
        browser.open("/sign-up");

        assertThat(browser.submit("/sign-up/age", "year", "1990", "month", "2", "day", "30")
                        .text())
                .contains("not a date", "value=\"1990\"");
        assertThat(browser.submit("/sign-up/age", "year", "abc", "month", "2", "day", "3")
                        .status())
                .isEqualTo(200);
        assertThat(browser.cookie("age-screen")).isEmpty();
    }

    @Test
    void theSignUpSpeaksChinese() {
        assertThat(new Browser(port).speaking("zh-CN").open("/sign-up").text()).contains("您的出生日期是？");
        signUp(adult().speaking("zh-CN"));
        assertThat(account().language().getLanguage()).isEqualTo("zh");
    }

    private Browser adult() {
        return born(new Browser(port), 30);
    }

    private Browser born(Browser browser, int yearsAgo) {
        LocalDate born = LocalDate.now().minusYears(yearsAgo).minusDays(3);
        browser.open("/sign-up");
        browser.submit(
                "/sign-up/age",
                "year",
                "" + born.getYear(),
                "month",
                "" + born.getMonthValue(),
                "day",
                "" + born.getDayOfMonth());
        return browser;
    }

    @Test
    void aLanguageCookieOfAnotherSpellingHindersNobody() {
        Browser browser = adult();
        browser.keep("language", "en-US");

        assertThat(signUp(browser).header("location")).endsWith("/sign-up/letter");
        assertThat(account().language()).isEqualTo(java.util.Locale.ENGLISH);
    }

    @Test
    void aFaultOfOursIsNotSaidToBeAnAccountThatIsThere() {
        var newcomer = new Newcomer(
                "Ada",
                new Username(username),
                email,
                "hash",
                null,
                java.util.Locale.FRENCH,
                com.allvideomodels.web.Theme.SYSTEM);

        assertThatThrownBy(() -> signUps.open(newcomer, policies.current().id(), null))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    }

    private Browser.Page signUp(Browser browser) {
        return signUp(browser, username, email.value());
    }

    private Browser.Page signUp(Browser browser, String name, String address) {
        return browser.submit(
                "/sign-up",
                "name",
                "Ada Example",
                "email",
                address,
                "username",
                name,
                "password",
                PASSWORD,
                "version",
                policies.current().id(),
                "policy",
                "true",
                "transfer",
                "true");
    }

    private Browser.Page submit(Browser browser, String box, String value) {
        return browser.submit(
                "/sign-up",
                "name",
                "Ada Example",
                "email",
                email.value(),
                "username",
                username,
                "password",
                PASSWORD,
                "version",
                policies.current().id(),
                box,
                value);
    }

    private int signInStatus(String name) {
        return new Browser(port)
                .submit("/sign-in", "name", name, "password", PASSWORD)
                .status();
    }

    private String confirmationToken() {
        return letters.last(email, "confirm-address").orElseThrow().token();
    }

    private Account account() {
        return accounts.findByUsername(username).orElseThrow();
    }

    private int sessions() {
        return sql.sql("select count(*) from spring_session")
                .query(Integer.class)
                .single();
    }
}
