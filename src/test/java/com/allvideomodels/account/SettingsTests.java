package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.web.Theme;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class SettingsTests {

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    Accounts accounts;

    @Autowired
    AddressBook addressBook;

    @Autowired
    LettersSeen letters;

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestClock clock;

    private final EmailAddress elsewhere = new EmailAddress("new-" + UUID.randomUUID() + "@example.test");

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    @Clause("collect.account")
    void nameUserNameAndPreferencesAreThePersonsOwn() {
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        String username = "new-" + person.username();

        browser.open("/settings/profile");
        browser.submit("/settings/profile", "name", " Ada  B ", "username", username);
        browser.open("/settings/preferences");
        browser.submit(
                "/settings/preferences",
                "language",
                "zh-CN",
                "theme",
                "dark",
                "model",
                "",
                "duration",
                "5",
                "ratio",
                "9:16",
                "resolution",
                "720p",
                "sound",
                "false");

        Profile profile = accounts.find(person.id()).orElseThrow();
        assertThat(profile.name()).isEqualTo("Ada  B");
        assertThat(profile.username()).isEqualTo(username);
        assertThat(profile.language().toLanguageTag()).isEqualTo("zh-CN");
        assertThat(profile.theme()).isEqualTo(Theme.DARK);
        assertThat(profile.defaults())
                .isEqualTo(Map.of("duration", "5", "ratio", "9:16", "resolution", "720p", "sound", "false"));
        String page = browser.open("/settings/preferences").body();
        assertThat(page).contains("data-theme=\"dark\"", "偏好").contains("selected=\"selected\">9:16");
    }

    @Test
    void whatIsNotOnTheListCannotBeChosen() {
        Browser browser = new Browser(port).signIn(people.openAccount());
        browser.open("/settings/preferences");

        var answer = browser.submit(
                "/settings/preferences", "language", "xx", "theme", "pink", "model", "<b>", "duration", "999");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("cannot be chosen").doesNotContain("<b>");
    }

    @Test
    void theUserNameOfAnotherCannotBeTaken() {
        var person = people.openAccount();
        var other = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");

        assertThat(browser.submit("/settings/profile", "name", "Ada", "username", other.username())
                        .text())
                .contains("taken");
        assertThat(browser.submit("/settings/profile", "name", "Ada", "username", "Admin")
                        .text())
                .contains("taken");
        assertThat(browser.submit(
                                "/settings/profile",
                                "name",
                                "Ada",
                                "username",
                                person.username().toUpperCase())
                        .status())
                .as("one's own in another case")
                .isEqualTo(302);
    }

    @Test
    @Clause("collect.account")
    void anAddressChangesWhenBothEndsAgree() {
        var person = people.openAccount();
        ask(person, elsewhere);
        String oldEnd = letters.last(person.email(), "change-address-notice")
                .orElseThrow()
                .token();
        String newEnd =
                letters.last(elsewhere, "change-address-confirm").orElseThrow().token();
        Browser reader = new Browser(port);

        assertThat(reader.open("/address-change?token=" + newEnd).text()).contains(elsewhere.value());
        assertThat(agree(reader, newEnd)).contains("One of two");
        assertThat(agree(reader, newEnd)).as("twice at one end").contains("One of two");
        assertThat(emailOf(person)).isEqualTo(person.email());
        assertThat(agree(reader, oldEnd)).contains("address is changed");

        assertThat(emailOf(person)).isEqualTo(elsewhere);
        assertThat(addressBook.find(person.id()).orElseThrow().address()).isEqualTo(elsewhere);
        assertThat(agree(reader, oldEnd)).contains("no longer works");
    }

    @Test
    void aNewPasswordEndsAChangeOfAddress() {
        var person = people.openAccount();
        ask(person, elsewhere);
        Browser owner = new Browser(port).signIn(person);
        owner.open("/settings/security");

        owner.submit("/settings/security/password", "current", person.password(), "password", "brass otter folds maps");

        assertThat(agree(new Browser(port), tokenTo(elsewhere, "change-address-confirm")))
                .contains("no longer works");
    }

    @Test
    void twoWhoTakeOneUserNameAtOnceDoNotBothGetIt() throws Exception {
        String wanted = "same-" + UUID.randomUUID().toString().substring(0, 8);
        var browsers = Stream.generate(() -> new Browser(port).signIn(people.openAccount()))
                .limit(6)
                .toList();
        browsers.forEach(browser -> browser.open("/settings/profile"));

        try (var threads = Executors.newFixedThreadPool(6)) {
            var answers = threads.invokeAll(browsers.stream()
                    .map(browser -> (Callable<Integer>)
                            () -> browser.submit("/settings/profile", "name", "Ada", "username", wanted)
                                    .status())
                    .toList());
            long taken = 0;
            for (var answer : answers) {
                taken += answer.get() == 302 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void theSettingsOfNobodyAreNotFound() {
        assertThat(pages.get().uri("/settings/profile").with(TestPeople.as(AccountId.fresh())))
                .hasStatus(404);
    }

    @Test
    void aChangeOfAddressLapsesAfterADay() {
        var person = people.openAccount();
        ask(person, elsewhere);
        String newEnd =
                letters.last(elsewhere, "change-address-confirm").orElseThrow().token();

        clock.advance(Duration.ofHours(24));

        assertThat(agree(new Browser(port), newEnd)).contains("no longer works");
    }

    @Test
    void aChangeToAnAddressInUseLooksLikeAnyOtherAndHappensNever() {
        var person = people.openAccount();
        var owner = people.openAccount();

        String used = ask(person, owner.email());
        String free = ask(people.openAccount(), elsewhere);

        assertThat(used.replace(owner.email().value(), "")).isEqualTo(free.replace(elsewhere.value(), ""));
        assertThat(letters.last(owner.email(), "address-in-use")).isPresent();
        assertThat(letters.last(owner.email(), "change-address-confirm")).isEmpty();
        agree(
                new Browser(port),
                letters.last(person.email(), "change-address-notice")
                        .orElseThrow()
                        .token());
        assertThat(emailOf(person)).isEqualTo(person.email());
    }

    @Test
    void aChangeOfAddressNeedsThePassword() {
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");

        var answer = browser.submit("/settings/profile/address", "email", elsewhere.value(), "password", "wrong");

        assertThat(answer.text()).contains("not your current password", elsewhere.value());
        assertThat(letters.to(elsewhere)).isEmpty();
    }

    @Test
    void anUnconfirmedAddressIsSimplyCorrected() {
        var person = people.openUnconfirmedAccount();

        ask(person, elsewhere);

        assertThat(emailOf(person)).isEqualTo(elsewhere);
        assertThat(letters.last(elsewhere, "confirm-address")).isPresent();
    }

    @Test
    void unconfirmedAddressesGetNoOtherLetters() {
        assertThat(addressBook.find(people.openUnconfirmedAccount().id())).isEmpty();
    }

    @Test
    void theButtonsAtTheFootAreRememberedForThePerson() {
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");

        browser.submit("/theme", "theme", "light", "back", "/settings/profile");
        browser.submit("/language", "language", "zh-CN", "back", "/settings/profile");

        Profile profile = accounts.find(person.id()).orElseThrow();
        assertThat(profile.theme()).isEqualTo(Theme.LIGHT);
        assertThat(profile.language().toLanguageTag()).isEqualTo("zh-CN");
    }

    @Test
    @Clause("security.rate-limit")
    void oneAccountWritesToOnlySoManyStrangers() {
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");
        var addresses = java.util.stream.IntStream.range(0, 7)
                .mapToObj(n -> new EmailAddress("stranger-" + n + "-" + UUID.randomUUID() + "@example.test"))
                .toList();

        var statuses = addresses.stream()
                .map(one -> browser.submit(
                                "/settings/profile/address", "email", one.value(), "password", person.password())
                        .status())
                .toList();

        assertThat(statuses.subList(0, 5)).containsOnly(302);
        assertThat(statuses.subList(5, 7)).containsOnly(429);
        assertThat(letters.to(addresses.getLast())).isEmpty();
    }

    @Test
    @Clause("security.rate-limit")
    void oneAddressIsAskedOnlySoOftenWhoeverAsks() {
        for (int n = 0; n < 4; n++) {
            ask(people.openAccount(), elsewhere);
        }
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");

        var answer =
                browser.submit("/settings/profile/address", "email", elsewhere.value(), "password", person.password());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("Too many attempts");
        assertThat(letters.to(elsewhere)).hasSize(4);
    }

    @Test
    void theOwnerOfAnAddressReadsThatSomebodyWantedToMoveToIt() {
        var owner = people.openAccount();

        ask(people.openAccount(), owner.email());

        assertThat(letters.last(owner.email(), "address-in-use")).isPresent();
        assertThat(letters.last(owner.email(), "already-registered")).isEmpty();
    }

    private String ask(TestAccounts.TestAccount person, EmailAddress wanted) {
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/profile");
        var answer =
                browser.submit("/settings/profile/address", "email", wanted.value(), "password", person.password());
        return browser.follow(answer)
                .text()
                .replace(person.email().value(), "")
                .replaceAll("value=\"[^\"]*\"", "")
                .replaceAll("<time.*?</time>", "");
    }

    private String tokenTo(EmailAddress address, String template) {
        return letters.last(address, template).orElseThrow().token();
    }

    private static String agree(Browser browser, String token) {
        return browser.submit("/address-change", "token", token).text();
    }

    private EmailAddress emailOf(TestAccounts.TestAccount person) {
        return accounts.find(person.id()).orElseThrow().email();
    }
}
