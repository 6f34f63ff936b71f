package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionRule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody deletes their account, comes back or does not, and hears of it before and after. */
@ProductTest
@Clause({"right.deletion", "retain.account"})
class AccountDeletionTests {

    private static final String PAGE = "/settings/account/deletion";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext product;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    AccountClosure closure;

    @Autowired
    AccountCustody custody;

    @Autowired
    Accounts accounts;

    @Autowired
    Erasures erasures;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    LegalHolds holds;

    @Autowired
    MediaVault vault;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Throttle throttle;

    @Autowired
    TestClock clock;

    @Autowired
    CsrfAsShipped csrf;

    private TestAccount ana;
    private Browser browser;

    @BeforeEach
    void somebodySignedIn() {
        csrf.restore();
        ana = people.openAccount();
        browser = new Browser(port).signIn(ana);
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void thePageSaysBeforeWhatGoesWhatStaysWhyAndUntilWhen() {
        String page = browser.open(PAGE).text();
        assertThat(page).contains("For 30 days you can sign in again", "within 90 days", "Your plan, if you have one");
        everyClassIsNamed(page, Locale.ENGLISH);
        browser.open("/settings/preferences");
        browser.submit("/language", "language", "zh-CN", "back", PAGE);
        everyClassIsNamed(browser.open(PAGE).text(), Locale.SIMPLIFIED_CHINESE);
    }

    private void everyClassIsNamed(String page, Locale language) {
        String words = org.springframework.web.util.HtmlUtils.htmlUnescape(page);
        assertThat(policy.afterAccounts())
                .hasSizeGreaterThan(5)
                .allSatisfy(rule -> assertThat(words)
                        .contains(
                                rule.name().in(language),
                                rule.after().in(language),
                                rule.ground().in(language)));
    }

    @Test
    void whoSignedInLongAgoShowsOnceMoreThatItIsThem() {
        browser.open(PAGE);
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.submitAndFollow(PAGE).path()).isEqualTo("/settings/security/proof");
        assertThat(closure.erasedFrom(ana.id())).isEmpty();

        browser.submitAndFollow("/settings/security/proof", "password", "not-this-one-at-all", "code", "");
        assertThat(closure.erasedFrom(ana.id())).isEmpty();
        Browser.Page again =
                browser.submitAndFollow("/settings/security/proof", "password", ana.password(), "code", "");
        assertThat(again.path()).isEqualTo("/settings/security/proof/onward");
        browser.submitAndFollow(PAGE);
        assertThat(closure.erasedFrom(ana.id())).isPresent();
    }

    @Test
    void closingEndsTheSessionAndALetterSaysWhatIsKeptAndHowToComeBack() {
        Browser.Page after = delete();
        assertThat(after.text()).contains("Your account is closed", "30 days");
        assertThat(browser.signedIn()).isFalse();

        var letter =
                letters.last(ana.id(), "account-closed").orElseThrow().letter().values();
        assertThat(letter.get("link")).endsWith("/sign-in");
        assertThat(Instant.parse(letter.get("deadline")))
                .isEqualTo(closure.erasedFrom(ana.id()).orElseThrow());
        assertThat(letter.get("kept")).contains("Credits and payments", "7 years", "Your consents", "3 years");
    }

    @Test
    void whoComesBackReachesTheirRightsAndTheWayBackAndNothingElse() {
        delete();
        assertThat(browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password())
                        .path())
                .isEqualTo(PAGE);
        Stream.of(
                        "/create",
                        "/generations",
                        "/uploads",
                        "/credits",
                        "/settings/profile",
                        "/settings/security",
                        "/admin")
                .forEach(path -> assertThat(browser.open(path).path()).as(path).isEqualTo(PAGE));
        assertThat(browser.submit("/settings/profile", "name", "Eve", "username", "eve-" + ana.username())
                        .header("location"))
                .endsWith(PAGE);
        assertThat(browser.look("/generations", "HX-Request", "true").header("hx-redirect"))
                .isEqualTo(PAGE);
        Stream.of("/privacy/consents", "/privacy/receipts", "/settings/security/proof")
                .forEach(path -> assertThat(browser.open(path).path()).as(path).isEqualTo(path));
        assertThat(accounts.find(ana.id())).isEmpty();
    }

    @Test
    void showingOnceMoreWhoOneIsDoesNotOpenMore() {
        delete();
        browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        browser.open("/settings/security/proof");
        browser.submit("/settings/security/proof", "password", ana.password(), "code", "");
        assertThat(browser.open("/create").path()).isEqualTo(PAGE);
        assertThat(browser.open(PAGE).text()).contains("Your account ends on");
    }

    @Test
    void oneButtonBringsEverythingBack() {
        delete();
        browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        Browser elsewhere = new Browser(port);
        elsewhere.open("/sign-in");
        elsewhere.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());

        Browser.Page back = browser.submitAndFollow(PAGE + "/end");

        assertThat(back.path()).isEqualTo("/settings/profile");
        assertThat(browser.open("/create").path()).isEqualTo("/create");
        assertThat(accounts.find(ana.id())).isPresent();
        assertThat(elsewhere.open(PAGE).path())
                .as("a session that was for coming back is none now")
                .isEqualTo("/sign-in");
    }

    @Test
    void onceTheErasureIsOrderedNobodyComesBack() {
        delete();
        browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        transaction.executeWithoutResult(status -> custody.destroy(ana.id().value(), Cause.ERASURE, clock.instant()));

        assertThat(browser.open(PAGE).path()).isEqualTo("/sign-in");
        assertThat(browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password())
                        .text())
                .contains("This account is closed and is being deleted");
        assertThat(browser.signedIn()).isFalse();
    }

    @Test
    void theErasureBeginsAfterThirtyDaysAndLongBeforeNinety() {
        Instant closed = clock.instant();
        delete();
        Instant begins = closure.erasedFrom(ana.id()).orElseThrow();
        assertThat(begins).isBetween(closed.plus(Duration.ofDays(29)), closed.plus(Duration.ofDays(31)));
        RetentionRule rule = rules.stream()
                .filter(one -> one.dataClass().equals("account"))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            holds.guard();
            rule.end(begins.minusSeconds(60), 10_000);
            assertThat(erasures.of(ana.id())).as("a minute before").isEmpty();
            rule.end(begins.plusSeconds(1), 10_000);
            assertThat(erasures.of(ana.id())).as("a second after").isPresent();
        });
    }

    @Test
    void atItsEndALetterToTheLastAddressSaysWhatIsKeptAndIsTheLastPlaceOfThatAddress() {
        delete();
        erase(Cause.ERASURE);

        var letter = letters.last(ana.email(), "account-erased")
                .orElseThrow()
                .letter()
                .values();
        assertThat(letter.get("kept")).contains("Credits and payments", "7 years");
        assertThat(letters.to(ana.email()))
                .filteredOn(one -> one.letter().template().equals("account-erased"))
                .hasSize(1);
        await().until(() -> sql.sql("select count(*) from letter where address = :address")
                        .param("address", ana.email().value())
                        .query(Long.class)
                        .single()
                == 0);
        assertThat(accounts.named(ana.email())).isEmpty();
    }

    @Test
    @Clause("hold.exceptions")
    void whatAHoldKeepsIsSaidBeforeAndAfterAndInBothLetters() throws IOException {
        UUID hold = holdOneVideo("legal-claim");
        assertThat(browser.open(PAGE).text()).contains("Generated videos: it is needed for a legal claim");
        delete();
        assertThat(value("account-closed")).isEqualTo("Generated videos: it is needed for a legal claim");
        browser.submitAndFollow("/sign-in", "name", ana.username(), "password", ana.password());
        assertThat(browser.open(PAGE).text())
                .contains(
                        "Your account ends on",
                        "it is needed for a legal claim",
                        "When the hold ends, it is destroyed");
        erase(Cause.ERASURE);
        assertThat(value("account-erased"))
                .as("the last letter does not say that everything is gone")
                .isEqualTo("Generated videos: it is needed for a legal claim");
        holds.release(hold, ana.id(), "the claim is settled");
    }

    /** Telling of these could defeat them. */
    @Test
    void aHoldForAnAuthorityIsNotToldOfAndSomebodyElsesHoldNeither() throws IOException {
        UUID secret = holdOneVideo("authority");
        TestAccount ben = people.openAccount();
        TestAccount me = ana;
        ana = ben;
        UUID others = holdOneVideo("legal-claim");
        ana = me;
        assertThat(browser.open(PAGE).text()).doesNotContain("A legal hold keeps");
        delete();
        assertThat(value("account-closed")).isEmpty();
        holds.release(secret, ana.id(), "done");
        holds.release(others, ana.id(), "done");
    }

    private String value(String template) {
        return Stream.of(letters.last(ana.id(), template), letters.last(ana.email(), template))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow()
                .letter()
                .values()
                .get("held");
    }

    private UUID holdOneVideo(String ground) throws IOException {
        UUID video = vault.keep(
                        ana.id(),
                        MediaClass.OUTPUT,
                        "video/mp4",
                        clock.instant().plus(Duration.ofDays(7)),
                        new ByteArrayInputStream(new byte[10]),
                        10)
                .id()
                .value();
        var order = new LegalHolds.Order(
                LegalHolds.Scope.ITEM,
                "output",
                video,
                "a test",
                ground,
                ana.id(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30),
                null);
        return ((LegalHolds.Placement.Held) holds.place(order)).hold();
    }

    @Test
    void whomStaffErasedNobodyWritesTo() {
        erase(Cause.STAFF);
        assertThat(accounts.named(ana.email())).isEmpty();
        assertThat(letters.last(ana.email(), "account-erased")).isEmpty();
    }

    /** Limits on a name, an address or a number say that there was somebody. */
    @Test
    void whatWasCountedOfSomebodyIsForgottenWithThem() {
        Map<Limit, String> counted = Map.of(
                Limit.NAME, ana.username(),
                Limit.SIGN_UP_LETTERS, ana.email().value(),
                Limit.RESET_LETTERS, ana.email().value(),
                Limit.MOVE_LETTERS, ana.email().value(),
                Limit.MOVES, ana.id().toString(),
                Limit.CURRENT_PASSWORD, ana.id().toString(),
                Limit.SECOND_FACTOR, ana.id().toString());
        counted.forEach((limit, whom) -> {
            for (int times = 0; times < 100; times++) {
                throttle.refusedUntil(limit, whom);
            }
            assertThat(throttle.refusedUntil(limit, whom)).as(limit.name()).isPresent();
        });
        erase(Cause.ERASURE);
        counted.forEach((limit, whom) ->
                assertThat(throttle.refusedUntil(limit, whom)).as(limit.name()).isEmpty());
    }

    /** Whose it is, nobody knows. */
    @Test
    void anAddressThatNobodyConfirmedHearsNothing() {
        ana = people.openUnconfirmedAccount();
        closure.close(ana.id(), new Actor.Person(ana.id()));
        erase(Cause.ERASURE);
        assertThat(erasures.of(ana.id())).isEmpty();
        assertThat(letters.last(ana.id(), "account-closed")).isEmpty();
        assertThat(letters.last(ana.email(), "account-erased")).isEmpty();
    }

    @Test
    void anAddressNamesAnAccountOnlyOnceConfirmedAndWhileItIsThere() {
        TestAccount unconfirmed = people.openUnconfirmedAccount();
        assertThat(accounts.named(unconfirmed.email())).isEmpty();
        assertThat(accounts.named(ana.email())).contains(ana.id());
        closure.close(ana.id(), new Actor.Person(ana.id()));
        assertThat(accounts.named(ana.email())).contains(ana.id());
    }

    /** Its own rule ends it earlier, closed or not. */
    @Test
    void anUnconfirmedSignUpIsNotSaidToLastLongerThanItDoes() {
        TestAccount unconfirmed = people.openUnconfirmedAccount();
        closure.close(unconfirmed.id(), new Actor.Person(unconfirmed.id()));
        assertThat(closure.erasedFrom(unconfirmed.id()).orElseThrow())
                .isBefore(clock.instant().plus(Duration.ofDays(8)));
    }

    private void erase(Cause cause) {
        transaction.executeWithoutResult(status -> custody.destroy(ana.id().value(), cause, clock.instant()));
        LocalTimetable.run(product, "retention.erase", "mail.send-letters");
    }

    private Browser.Page delete() {
        browser.open(PAGE);
        Browser.Page after = browser.submitAndFollow(PAGE);
        assertThat(after.path()).isEqualTo("/sign-in?closed=now");
        return after;
    }
}
