package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.web.Theme;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class SignInTests {

    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1";

    @LocalServerPort
    int port;

    @Autowired
    MockMvcTester pages;

    @Autowired
    AccountRepository accounts;

    @Autowired
    TestAccounts people;

    @Autowired
    OwnAccount own;

    @Autowired
    Passwords passwords;

    @Autowired
    LettersSeen letters;

    @Autowired
    TestClock clock;

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
    void letsInByAddressAndByUserName() {
        var person = people.openAccount();

        assertThat(signIn(browser(), person.email().value().toUpperCase(Locale.ROOT), person.password()))
                .isEqualTo(302);
        assertThat(signIn(browser(), person.username().toUpperCase(Locale.ROOT), person.password()))
                .isEqualTo(302);
    }

    @Test
    void whoeverItIsARefusalLooksTheSame() {
        var person = people.openAccount();
        var unconfirmed = people.openUnconfirmedAccount();

        String wrongPassword = refusal(person.email().value(), "not-this-one-at-all");
        assertThat(wrongPassword).contains("did not match");
        assertThat(refusal("nobody@example.test", "not-this-one-at-all")).isEqualTo(wrongPassword);
        assertThat(refusal(unconfirmed.email().value(), unconfirmed.password())).isEqualTo(wrongPassword);
        assertThat(refusal("no-such-user-name", "x")).isEqualTo(wrongPassword);
        assertThat(refusal("@@@", "")).isEqualTo(wrongPassword);
    }

    @Test
    void aRefusalTakesAsLongWithoutAnAccount() {
        var person = people.openAccount();
        signIn(browser(), person.username(), person.password());

        long known = fastest(person.username());
        long unknown = fastest("nobody-" + person.username().substring(0, 8));

        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    @Test
    @Clause({"use.security", "security.rate-limit"})
    void guessingIsSlowedDownWhetherOrNotThereIsAnAccount() {
        var person = people.openAccount();
        for (String name :
                new String[] {person.username(), "nobody-" + person.username().substring(0, 8)}) {
            Browser browser = browser();
            IntStream.range(0, 6)
                    .forEach(n -> assertThat(signIn(browser, name, "wrong-guess-" + n))
                            .isEqualTo(200));

            var refused = browser.submit("/sign-in", "name", name, "password", person.password());

            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
            assertThat(refused.text()).contains("Too many attempts", "a minute").contains("value=\"" + name + "\"");
        }
        assertThat(signIn(browser(), person.username(), person.password()))
                .as("the owner gets in from elsewhere")
                .isEqualTo(302);
    }

    @Test
    @Clause("use.security")
    void afterAWhileAGuessIsWelcomeAgain() {
        var person = people.openAccount();
        Browser browser = browser();
        IntStream.range(0, 7).forEach(n -> signIn(browser, person.username(), "wrong-guess-" + n));

        clock.advance(Duration.ofMinutes(1));

        assertThat(signIn(browser, person.username(), person.password())).isEqualTo(302);
    }

    @Test
    @Clause("use.security")
    void guessesFromManyNetworksAreSlowedDownToo() {
        var person = people.openAccount();
        var statuses = IntStream.range(0, 31)
                .map(n -> signIn(browser().from("203.0." + n + ".7"), person.username(), "wrong-guess"))
                .boxed()
                .toList();

        assertThat(statuses.subList(0, 30)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(429);
    }

    @Test
    @Clause("use.security")
    void whoeverKnocksOnAtOneDoorLeavesTheOthersOpen() {
        var person = people.openAccount();
        Browser knocking = browser();
        IntStream.range(0, 60).forEach(n -> signIn(knocking, person.username(), "wrong-guess-" + n));

        assertThat(signIn(browser(), person.username(), person.password())).isEqualTo(302);
    }

    @Test
    @Clause("use.security")
    void guessesAsFastAsOneNetworkMayGuessNeverShutTheNameForOthers() {
        var person = people.openAccount();
        Browser guessing = browser();

        for (int n = 0; n < 70; n++) {
            assertThat(signIn(guessing, person.username(), "wrong-guess-" + n)).isEqualTo(200);
            clock.advance(Limit.NAME_FROM_NETWORK.pace());
        }
        assertThat(signIn(browser(), person.username(), person.password())).isEqualTo(302);
    }

    @Test
    @Clause("use.security")
    void theOwnerTakesBackTheGuessesOfOthers() {
        var person = people.openAccount();
        for (int round = 0; round < 2; round++) {
            String nets = "203." + round + ".";
            IntStream.range(0, 25)
                    .forEach(n -> signIn(browser().from(nets + n + ".7"), person.username(), "wrong-guess"));

            assertThat(signIn(browser(), person.username(), person.password())).isEqualTo(302);
        }
    }

    @Test
    @Clause({"retain.session-cookies", "security.tls"})
    void theSessionEndsWithTheBrowser() {
        Browser browser = browser();
        var person = people.openAccount();
        browser.open("/sign-in");

        var answer = browser.submit("/sign-in", "name", person.username(), "password", person.password());

        String cookie = cookieOf(answer, "session=");
        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
        assertThat(cookie).doesNotContainIgnoringCase("Max-Age").doesNotContainIgnoringCase("Expires");
    }

    @Test
    void theSessionHasAnotherNameAfterTheSignIn() {
        Browser browser = browser();
        var person = people.openAccount();
        browser.open("/create");
        String before = browser.cookie("session").orElseThrow().getValue();

        browser.signIn(person);

        assertThat(browser.cookie("session").orElseThrow().getValue()).isNotEqualTo(before);
    }

    @Test
    void peopleGoOnToWhatTheyWanted() {
        var person = people.openAccount();
        Browser browser = browser();
        browser.look("/generations?words=a%20red%20%7Bfox%7D&model=x");

        browser.open("/sign-in");
        var answer = browser.submit("/sign-in", "name", person.username(), "password", person.password());

        assertThat(answer.header("location")).endsWith("/generations?words=a%20red%20%7Bfox%7D&model=x");
    }

    @Test
    void whatAStrangerWroteOnTheFirstPageWaitsBehindTheSignInAndStandsInNoAddress() {
        String prompt = "一只红色的狐狸 ".repeat(2_500).strip();
        Browser browser = browser();
        browser.open("/");
        assertThat(browser.cookie("session")).isEmpty();

        var asked = browser.submit("/", "prompt", prompt);
        var refused = browser.look("/create");
        browser.open("/sign-in");
        var person = people.openAccount();
        var answer = browser.submit("/sign-in", "name", person.username(), "password", person.password());

        assertThat(asked.header("location")).endsWith("/create");
        assertThat(refused.header("location")).endsWith("/sign-in");
        assertThat(answer.header("location")).endsWith("/create");
        assertThat(browser.follow(answer).text()).contains(prompt);
    }

    @Test
    void aPromptInAnAddressIsTakenOutOfItAtTheSignIn() {
        String prompt = "a red {fox} ".repeat(600).strip();
        Browser browser = browser();
        browser.look("/create?model=x&prompt="
                + java.net.URLEncoder.encode(prompt, java.nio.charset.StandardCharsets.UTF_8));

        var person = people.openAccount();
        browser.open("/sign-in");
        var answer = browser.submit("/sign-in", "name", person.username(), "password", person.password());

        assertThat(answer.header("location")).endsWith("/create");
        assertThat(browser.follow(answer).text()).contains(prompt);
    }

    @Test
    void aPartOfAPageIsNothingToReturnTo() {
        Browser browser = browser();

        var answer = browser.look("/generations", "HX-Request", "true");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("hx-redirect")).isEqualTo("/sign-in");
        assertThat(browser.cookie("session")).isEmpty();
    }

    @Test
    void whoOnlyReadsHasNoSession() {
        Browser browser = browser();

        var page = browser.open("/sign-in");

        assertThat(browser.cookie("session")).isEmpty();
        assertThat(cookieOf(page, "csrf=")).containsIgnoringCase("HttpOnly").doesNotContainIgnoringCase("Max-Age");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        Browser browser = browser().signIn(people.openAccount());

        var answer = browser.post(
                java.net.URI.create("http://localhost:" + port + "/settings/preferences"), Map.of("language", "en"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    @Clause("security.tls")
    void overTlsBrowsersAreToldToStayThere() {
        assertThat(pages.get().uri("/sign-in").secure(true))
                .headers()
                .hasValue("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
        assertThat(pages.get().uri("/sign-in")).headers().doesNotContainHeader("Strict-Transport-Security");
    }

    @Test
    void anOldHashIsMadeAnewAtTheNextSignIn() {
        var person = people.openAccount();
        assertThat(passwords.outdated(hashOf(person))).isTrue();

        browser().signIn(person);

        assertThat(passwords.outdated(hashOf(person))).isFalse();
        assertThat(browser().signIn(person).signedIn()).isTrue();
    }

    @Test
    void languageAndThemeComeAlong() {
        var person = people.openAccount();
        own.prefer(person.id(), Locale.SIMPLIFIED_CHINESE, Theme.DARK, Map.of());

        Browser browser = browser().signIn(person);

        assertThat(browser.cookie("language").orElseThrow().getValue()).isEqualTo("zh-CN");
        assertThat(browser.cookie("theme").orElseThrow().getValue()).isEqualTo("dark");
        assertThat(browser.open("/settings/profile").body()).contains("lang=\"zh-CN\"", "data-theme=\"dark\"");
    }

    @Test
    @Clause("use.security")
    void aSignInFromANewPlaceIsToldByLetterOnce() {
        var person = people.openAccount();
        browser().from("192.0.2.10").signIn(person);
        assertThat(letters.last(person.id(), "sign-in-new-place")).isEmpty();

        browser().from("192.0.2.77").signIn(person);
        assertThat(letters.last(person.id(), "sign-in-new-place"))
                .as("a neighbour")
                .isEmpty();

        browser().from("198.18.4.4").called(SAFARI).signIn(person);
        browser().from("198.18.4.5").called(SAFARI).signIn(person);
        var told = letters.to(person.id()).stream()
                .filter(one -> one.letter().template().equals("sign-in-new-place"))
                .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().letter().values())
                .containsEntry("device", "Safari · iPhone")
                .containsEntry("place", "198.18.4.0/24");
    }

    @Test
    void afterAMonthAwayEveryPlaceIsNew() {
        var person = people.openAccount();
        browser().from("192.0.2.10").signIn(person);

        clock.advance(Duration.ofDays(31));
        browser().from("192.0.2.10").signIn(person);

        assertThat(letters.last(person.id(), "sign-in-new-place")).isPresent();
    }

    @Test
    void anUnconfirmedPersonIsInAndHearsOfIt() {
        var person = people.openUnconfirmedAccount();
        Browser browser = browser();
        browser.open("/sign-in");

        assertThat(signIn(browser, person.username(), person.password())).isEqualTo(302);
        assertThat(browser.open("/settings/profile").text()).contains("not confirmed");
        browser.submit("/sign-up/letter");
        assertThat(letters.last(person.email(), "confirm-address")).isPresent();
    }

    private Browser browser() {
        return new Browser(port);
    }

    private int signIn(Browser browser, String name, String password) {
        return browser.submit("/sign-in", "name", name, "password", password).status();
    }

    private String refusal(String name, String password) {
        var page = browser().submit("/sign-in", "name", name, "password", password);
        assertThat(page.status()).isEqualTo(200);
        return page.text().replace("value=\"" + name + "\"", "value=\"\"");
    }

    private long fastest(String name) {
        Browser browser = browser();
        browser.open("/sign-in");
        return IntStream.range(0, 5)
                .mapToLong(n -> {
                    long start = System.nanoTime();
                    signIn(browser, name, "wrong-guess");
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }

    private String hashOf(TestAccounts.TestAccount person) {
        return accounts.findById(person.id().value()).orElseThrow().passwordHash();
    }

    private static String cookieOf(Browser.Page page, String start) {
        return page.cookiesSet().stream()
                .filter(one -> one.startsWith(start))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }
}
