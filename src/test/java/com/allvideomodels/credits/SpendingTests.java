package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Limits that people set themselves: what they refuse, what is said of them, and how they are changed. */
@ProductTest
class SpendingTests {

    @Autowired
    Ledger ledger;

    @Autowired
    SpendingDesk desk;

    @Autowired
    SpendingRows rows;

    @Autowired
    SpendingGuard guard;

    @Autowired
    Mailer mailer;

    @Autowired
    Operator operator;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MockMvcTester pages;

    @Autowired
    LettersSeen letters;

    @Autowired
    TestClock clock;

    private final AccountId ana = AccountId.fresh();
    /** Not the one that listens, which would answer later. */
    private SpendingLetters listener;

    @BeforeEach
    void someCredits() {
        listener = new SpendingLetters(rows, guard, ledger, mailer, operator, clock);
        CreditsFixtures.in(ledger, transaction).account(ana).withCredits(1000);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    // Caps

    @Test
    void aCapIsSpentToTheLastCreditAndNotPastIt() {
        desk.set(ana, 100L, null, 0L);
        hold(60);
        assertThat(tryHold(41))
                .isEqualTo(new Held.Capped(SpendingPeriod.DAY, new Credits(100), new Credits(60), new Credits(41)));
        hold(40);
        assertThat(tryHold(1)).isInstanceOf(Held.Capped.class);
        hold(0);
    }

    @Test
    void whatComesBackIsNotSpent() {
        desk.set(ana, 100L, null, 0L);
        HoldId hold = hold(100);
        in(() -> {
            ledger.capture(hold, new Credits(30));
            return true;
        });
        HoldId other = hold(70);
        in(() -> {
            ledger.release(other);
            return true;
        });
        hold(70);
        assertThat(tryHold(1)).isInstanceOf(Held.Capped.class);
    }

    @Test
    void aDayAndAMonthBeginAnewInUtc() {
        Duration toMidnight = untilMidnight();
        clock.advance(toMidnight.minusHours(1));
        desk.set(ana, 100L, 150L, 0L);
        hold(100);
        assertThat(tryHold(1)).isInstanceOf(Held.Capped.class);
        clock.advance(Duration.ofHours(1));
        // Where a month ends with this day the other cap began anew as well.
        boolean newMonth = clock.instant().toString().substring(8, 10).equals("01");
        hold(newMonth ? 100 : 50);
        assertThat(tryHold(51)).isInstanceOf(Held.Capped.class);
        clock.advance(Duration.ofDays(32));
        hold(100);
    }

    private Duration untilMidnight() {
        long day = Duration.ofDays(1).toSeconds();
        return Duration.ofSeconds(day - Math.floorMod(clock.instant().getEpochSecond(), day));
    }

    @Test
    void aCapOfNothingIsAStopOfWhatCosts() {
        desk.set(ana, null, 0L, 0L);
        assertThat(tryHold(1)).isInstanceOf(Held.Capped.class);
    }

    @Test
    void aCapThatIsRaisedHoldsAtOnceAndTheHistorySaysSo() {
        desk.set(ana, 10L, null, 0L);
        assertThat(tryHold(20)).isInstanceOf(Held.Capped.class);
        assertThat(post("/credits/limits", "dayCap", "20", "monthCap", "", "lowBelow", "0"))
                .hasStatus3xxRedirection();
        hold(20);
        assertThat(rows.changes(ana).getFirst())
                .extracting(SpendingRows.Change::what, SpendingRows.Change::before, SpendingRows.Change::after)
                .containsExactly("day-cap", 10L, 20L);
        int lines = rows.changes(ana).size();
        post("/credits/limits", "dayCap", "20", "monthCap", "", "lowBelow", "0");
        assertThat(rows.changes(ana)).as("nothing changed").hasSize(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "1.5", "1234567890123", "１２"})
    void whatIsNoNumberIsSaidAtItsFieldAndKept(String typed) {
        String page = text(post("/credits/limits", "dayCap", typed, "monthCap", "77", "lowBelow", ""));
        assertThat(page)
                .contains("value=\"" + typed + "\"", "value=\"77\"", "dayCap-error", "Please give a whole number");
        assertThat(rows.find(ana)).isEmpty();
    }

    // Stopping

    @Test
    void aStopRefusesEvenWhatIsFreeUntilTheyLiftItThemselves() {
        post("/credits/stop");
        assertThat(tryHold(0)).isEqualTo(new Held.Stopped());
        assertThat(text(get("/credits"))).contains("Spending is stopped, by you");
        assertThat(text(get("/create"))).contains("Spending is stopped, by you");
        post("/credits/stop/end");
        hold(1);
        assertThat(rows.changes(ana)).extracting(SpendingRows.Change::what).containsExactly("lift", "stop");
    }

    @Test
    void theLinkOfALetterStopsWithOneClickAndOnlyThat() {
        String path = alarm(80).letter().values().get("link").replaceFirst("https?://[^/]+", "");

        assertThat(pages.get().uri(path)).hasStatusOk();
        hold(1);
        // No cookie, no token of a form.
        assertThat(pages.post().uri(path).param("List-Unsubscribe", "One-Click"))
                .hasStatusOk();
        assertThat(tryHold(1)).isEqualTo(new Held.Stopped());
        assertThat(pages.post().uri(path)).hasStatusOk();
        assertThat(rows.changes(ana).getFirst().means()).isEqualTo("LETTER");
        assertThat(pages.post()
                        .uri("/credits/stop/end")
                        .with(csrf())
                        .exchange()
                        .getResponse()
                        .getStatus())
                .as("lifting it takes a person")
                .isNotEqualTo(200);
        assertThat(tryHold(1)).isEqualTo(new Held.Stopped());
        assertThat(pages.post().uri("/stop-spending/nobodys")).hasStatusOk();

        listener.endAll();
        assertThat(rows.ownerOf(path.substring(path.lastIndexOf('/') + 1))).isEmpty();
    }

    // Letters

    private LettersSeen.Written alarm(int spent) {
        desk.set(ana, 100L, null, 0L);
        hold(spent);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> letters.last(ana, "spending-alarm"), java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void eachPartOfACapIsToldOnceInItsDay() {
        desk.set(ana, 100L, null, 0L);
        hold(79);
        assertThat(alarm(1).letter().values()).containsEntry("part", "80").containsEntry("period", "day");
        hold(10);
        tell();
        assertThat(alarms()).containsExactly("80");
        hold(10);
        tell();
        assertThat(alarms()).containsExactly("80", "100");
        clock.advance(Duration.ofDays(1));
        hold(85);
        tell();
        assertThat(alarms()).containsExactly("80", "100", "80");
    }

    @Test
    void whatACapRefusesIsToldAsUsedUp() {
        desk.set(ana, 100L, null, 0L);
        in(() -> {
            listener.on(new CapNear(ana, SpendingPeriod.DAY));
            listener.on(new CapNear(ana, SpendingPeriod.DAY));
            return true;
        });
        assertThat(alarms()).containsExactly("100");
    }

    /** The event that follows a hold, told now and once more. */
    private void tell() {
        in(() -> {
            listener.on(new CapNear(ana, null));
            listener.on(new CapNear(ana, null));
            return true;
        });
    }

    private List<String> alarms() {
        return letters.to(ana).stream()
                .filter(one -> one.letter().template().equals("spending-alarm"))
                .map(one -> one.letter().values().get("part"))
                .toList();
    }

    @Test
    void littleLeftIsToldOnceUntilThereWasEnoughAgain() {
        desk.set(ana, null, null, 900L);
        HoldId first = hold(101);
        awaitLow(1);
        hold(10);
        in(() -> {
            listener.on(new BalanceLow(ana, first));
            return true;
        });
        assertThat(low()).isEqualTo(1);
        CreditsFixtures.in(ledger, transaction).account(ana).withCredits(50);
        hold(50);
        awaitLow(2);
        assertThat(text(get("/credits"))).contains("credits are left");
    }

    @Test
    void whoTurnedItOffIsNotTold() {
        desk.set(ana, null, null, 0L);
        HoldId hold = hold(1000);
        in(() -> {
            listener.on(new BalanceLow(ana, hold));
            return true;
        });
        assertThat(low()).isZero();
        assertThat(text(get("/credits"))).doesNotContain("credits are left");
    }

    private void awaitLow(int letters) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(low()).isEqualTo(letters));
    }

    private long low() {
        return letters.to(ana).stream()
                .filter(one -> one.letter().template().equals("balance-low"))
                .count();
    }

    // How it is done

    private HoldId hold(long amount) {
        return ((Held.Set) tryHold(amount)).hold();
    }

    private Held tryHold(long amount) {
        var cause = new Cause("test", UUID.randomUUID().toString());
        return in(() -> ledger.hold(ana, new Credits(amount), cause));
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private MvcTestResult get(String path) {
        return pages.get().uri(path).with(TestPeople.as(ana)).exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request = pages.post().uri(path).with(TestPeople.as(ana)).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
