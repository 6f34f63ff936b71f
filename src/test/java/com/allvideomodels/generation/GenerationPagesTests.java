package com.allvideomodels.generation;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ProductTest
class GenerationPagesTests {

    private static final byte[] VIDEO = "video bytes of a test".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    MockMvcTester pages;

    @Autowired
    ApplicationContext context;

    @Autowired
    MediaVault vault;

    Studio studio;
    Studio.Node node;
    AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
        who = studio.personWith(100);
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    // The list

    @Test
    void theEmptyListMakesTheFirstVideoInOneClick() {
        assertThat(get("/generations")).hasStatusOk().bodyText().contains("/create?prompt=");
    }

    @Test
    @Clause({"collect.output", "use.delivery"})
    void theListShowsWhatRunsAndWhatIsDone() {
        GenerationId done = ready("a red kite");
        GenerationId failed = studio.ask(who, studio.order("a blue kite"));
        studio.provider.answersNext(new Submission.Refused(FailureReason.INPUT_MODERATED));
        node.dispatcher.submitDue();
        GenerationId running = studio.ask(who, studio.order("a green kite"));
        node.dispatcher.submitDue();
        String list = body("/generations");
        assertThat(list)
                .contains("a red kite", "a blue kite", "a green kite", "/generations/" + done + "/poster")
                .contains("days left")
                .contains("data-live=\"" + running + "\"")
                .doesNotContain("data-live=\"" + failed + "\"")
                .contains("data-stream=\"/generations/events?after=");
    }

    @Test
    void filtersStandInTheAddress() {
        ready("a heron");
        studio.ask(who, studio.order("a stork"));
        studio.provider.answersNext(new Submission.Refused(FailureReason.INPUT_MODERATED));
        node.dispatcher.submitDue();
        assertThat(main("/generations?state=failed")).contains("a stork").doesNotContain("a heron");
        assertThat(main("/generations?q=HERO")).contains("a heron").doesNotContain("card__prompt\">a stork");
        assertThat(main("/generations?q=100%25")).doesNotContain("card__prompt");
        assertThat(main("/generations?provider=luma")).doesNotContain("card__prompt");
        assertThat(main("/generations?model=pretend-fast&kind=text&provider=runway"))
                .contains("a heron", "a stork");
        assertThat(get("/generations?state=nonsense&kind=nonsense&after=nonsense&q=%00"))
                .hasStatusOk();
    }

    @Test
    void pagesAreCutByPlacesAndShowEachVideoOnce() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < History.PAGE + 6; i++) {
            AccountId rich = who;
            var hold = new Studio(context);
            hold.transaction.executeWithoutResult(status -> hold.ledger.grant(
                    rich,
                    new com.allvideomodels.kernel.Credits(10),
                    new com.allvideomodels.credits.Cause(
                            "welcome", UUID.randomUUID().toString())));
            GenerationId id = studio.ask(who);
            studio.desk.cancel(who, id);
            all.add(id.toString());
        }
        String first = body("/generations");
        assertThat(first).contains("rel=\"next\"");
        String next =
                first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
        String second = body(next);
        assertThat(all)
                .allSatisfy(id -> assertThat(first.contains("card-" + id)).isNotEqualTo(second.contains("card-" + id)));
        assertThat(second).doesNotContain("rel=\"next\"");
    }

    @Test
    void theListSpeaksChinese() {
        ready("a red kite");
        assertThat(pages.get()
                        .uri("/generations")
                        .header("Accept-Language", "zh-CN")
                        .with(as(who)))
                .hasStatusOk()
                .bodyText()
                .contains("已完成", "还剩");
    }

    // One video

    @Test
    @Clause({"collect.output", "retain.provider-copies"})
    void thePageTellsTheStoryTheCostTheDeadlineAndWhoHasACopy() {
        GenerationId id = ready("a red kite");
        node.copies.askDue();
        String page = body("/generations/" + id);
        assertThat(page)
                .contains("<video", "preload=\"metadata\"", "a red kite")
                .contains(studio.row(id).footage().orElseThrow().sha256())
                .contains("1280 × 720")
                .contains("10 credits", "/credits")
                .contains("says that it deleted its copy")
                .contains("Keep one day only", "Delete now, for good")
                .contains("/create?remix=" + id)
                .contains("You asked; the price was set aside.")
                .doesNotContain("http-equiv=\"refresh\"");
        Instant deadline = studio.row(id).deadline().orElseThrow();
        assertThat(page).contains("datetime=\"" + deadline + "\"");
    }

    @Test
    void aRunningOneShowsBothClocksAndRefreshesItselfWithoutJavaScript() {
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        studio.provider.shows = new Sighting.Rendering(OptionalInt.of(40));
        node.look();
        String page = body("/generations/" + id);
        assertThat(page)
                .contains("<noscript><meta http-equiv=\"refresh\"", "value=\"40\"", "Waiting", "Being made")
                .containsAnyOf("No estimate yet", "Usual times are those of the last")
                .contains("/generations/" + id + "/cancellation");
        assertThat(get("/generations/" + id + "/progress"))
                .hasStatusOk()
                .bodyText()
                .startsWith("<div")
                .doesNotContain("<html");
        assertThat(get("/generations/" + id + "/card")).hasStatusOk().bodyText().contains("data-live=\"" + id + "\"");
    }

    @Test
    void anUncertainOneSaysWhatIsKnownAndUntilWhen() {
        GenerationId id = studio.ask(who);
        studio.provider.losesNextAnswer();
        node.dispatcher.submitDue();
        // Runway has no list of tasks in which it could be found, so one wait is all.
        Instant settled = studio.row(id)
                .uncertainAt()
                .orElseThrow()
                .plus(studio.settings.reconcileAfter().getFirst());
        assertThat(body("/generations/" + id))
                .contains("its answer was lost on the way", "It has no list of tasks that we could ask")
                .contains("10 credits stay set aside", "datetime=\"" + settled + "\"");
        studio.desk.cancel(who, id);
        assertThat(body("/generations/" + id)).contains("We do not know yet whether Runway has it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyFailureHasItsWords(String language) {
        for (FailureReason why : FailureReason.values()) {
            GenerationId id = studio.ask(who);
            studio.provider.answersNext(new Submission.Refused(why));
            node.dispatcher.submitDue();
            assertThat(pages.get()
                            .uri("/generations/" + id)
                            .header("Accept-Language", language)
                            .with(as(who)))
                    .hasStatusOk()
                    .bodyText()
                    .contains(language.equals("en") ? "back in your balance" : "已退回您的余额")
                    .doesNotContain("??");
        }
    }

    @Test
    void strangersFindNothingAnywhere() {
        GenerationId id = ready("a red kite");
        AccountId stranger = studio.personWith(0);
        for (String path : List.of("", "/video", "/poster", "/progress", "/card", "/events")) {
            assertThat(pages.get().uri("/generations/" + id + path).with(as(stranger)))
                    .hasStatus(404);
        }
        for (String path : List.of("/deletion", "/cancellation", "/early-end", "/frames")) {
            assertThat(pages.post()
                            .uri("/generations/" + id + path)
                            .with(as(stranger))
                            .with(csrf()))
                    .hasStatus(404);
        }
        assertThat(pages.get().uri("/generations/not-an-id").with(as(who))).hasStatus(404);
        assertThat(pages.get().uri("/generations/" + UUID.randomUUID()).with(as(who)))
                .hasStatus(404);
        assertThat(studio.row(id).deleted()).isFalse();
    }

    @Test
    @Clause("use.delivery")
    void theVideoPlaysInPlaceAndDownloadsUnderANameOfItsOwn() {
        GenerationId id = ready("a red kite");
        assertThat(get("/generations/" + id + "/video")).hasStatusOk().body().isEqualTo(VIDEO);
        assertThat(get("/generations/" + id + "/video?download").getResponse().getHeader("Content-Disposition"))
                .contains("attachment", "pretend-fast", ".mp4");
    }

    @Test
    @Clause("retain.output")
    void theVideoIsRefusedFromItsDeadlineOn() {
        GenerationId id = ready("a red kite");
        studio.clock.advance(Duration.ofDays(7));
        assertThat(get("/generations/" + id + "/video")).hasStatus(404);
        assertThat(get("/generations/" + id + "/poster")).hasStatus(404);
        assertThat(body("/generations/" + id))
                .contains("Nobody can open it any more")
                .doesNotContain("<video");
    }

    @Test
    @Clause("retain.output")
    void oneDayOnlyShortensAndNeverLengthens() {
        GenerationId id = ready("a red kite");
        Instant before = studio.row(id).deadline().orElseThrow();
        assertThat(post("/generations/" + id + "/early-end")).hasStatus3xxRedirection();
        Instant after = studio.row(id).deadline().orElseThrow();
        assertThat(after).isBefore(before.minus(Duration.ofDays(5)));
        studio.clock.advance(Duration.ofHours(5));
        post("/generations/" + id + "/early-end");
        assertThat(studio.row(id).deadline()).contains(after);
        studio.clock.advance(Duration.ofHours(19));
        assertThat(get("/generations/" + id + "/video")).hasStatus(404);
        assertThat(vault.find(who, studio.row(id).output().orElseThrow())).isEmpty();
    }

    @Test
    void deletingForgetsTheVideoAndThePrompt() {
        GenerationId id = ready("a red kite");
        assertThat(post("/generations/" + id + "/deletion")).hasRedirectedUrl("/generations");
        assertThat(body("/generations/" + id))
                .contains("You deleted this video", "10 credits")
                .doesNotContain("a red kite", "<video");
        assertThat(get("/generations/" + id + "/progress")).hasStatus(404);
        assertThat(studio.row(id).prompt()).isEmpty();
        assertThat(vault.find(who, studio.row(id).output().orElseThrow())).isEmpty();
        assertThat(studio.available(who)).as("what was made was paid for").isEqualTo(90);
        assertThat(body("/generations")).doesNotContain("a red kite");
    }

    @Test
    @Clause("erase.secure")
    void thePageOfADeletedVideoClaimsNoMoreThanWasSeen() {
        GenerationId id = ready("a red kite");
        post("/generations/" + id + "/deletion");
        assertThat(main("/generations/" + id))
                .contains("Its encrypted bytes are being deleted")
                .doesNotContain("/trust/receipts/");
        LocalTimetable.run(context, "media.delete-bytes");
        assertThat(main("/generations/" + id))
                .contains("The independent audit has not confirmed it yet")
                .doesNotContain("/trust/receipts/");
        LocalTimetable.run(context, "retention.receipts");
        assertThat(main("/generations/" + id)).contains("found nothing of it", "href=\"/trust/receipts/");
        assertThat(pages.get()
                        .uri("/generations/" + id)
                        .header("Accept-Language", "zh-CN")
                        .with(as(who)))
                .bodyText()
                .contains("独立审计已核实")
                .doesNotContain("??");
    }

    @Test
    void aSecondClickOnDeleteFindsItDone() {
        GenerationId id = ready("a red kite");
        post("/generations/" + id + "/deletion");
        assertThat(post("/generations/" + id + "/deletion")).hasRedirectedUrl("/generations");
        assertThat(studio.available(who)).isEqualTo(90);
    }

    @Test
    void theLedgerSaysWhatBecameOfEachVideoAlsoOfADeletedOne() {
        GenerationId id = ready("a red kite");
        post("/generations/" + id + "/deletion");
        studio.ask(who, studio.order("a blue kite"));
        studio.provider.answersNext(new Submission.Refused(FailureReason.INPUT_MODERATED));
        node.dispatcher.submitDue();
        assertThat(body("/credits"))
                .contains("pretend-fast: The provider&#39;s rules forbid this prompt or input.")
                .contains("href=\"/generations/" + id + "\"");
        assertThat(get("/generations/" + id)).hasStatusOk();
    }

    @Test
    void stoppingByTheButtonGivesTheCreditsBack() {
        GenerationId id = studio.ask(who);
        assertThat(post("/generations/" + id + "/cancellation")).hasRedirectedUrl("/generations/" + id);
        assertThat(studio.stateOf(id)).isEqualTo(State.CANCELLED);
        assertThat(body("/generations/" + id)).contains("10 credits are back in your balance");
    }

    // Several at once

    @Test
    void anArchiveHoldsTheVideosAndWhatIsKnownOfThem() throws Exception {
        GenerationId one = ready("a red kite");
        GenerationId two = ready("a blue kite");
        GenerationId theirs = studio.ask(studio.personWith(10));
        byte[] zip = pages.post()
                .uri("/generations/archive")
                .param("id", one.toString(), two.toString(), theirs.toString())
                .with(as(who))
                .with(csrf())
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        List<String> names = new ArrayList<>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                byte[] bytes = entries.readAllBytes();
                names.add(entry.getName());
                if (entry.getName().endsWith(".mp4")) {
                    assertThat(bytes).isEqualTo(VIDEO);
                    assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                } else {
                    assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .contains("a red kite", "a blue kite", "sha256", "pretend-fast");
                }
            }
        }
        assertThat(names).hasSize(3).contains("metadata.json");
    }

    @Test
    void manyAreDeletedByOneFormAndThoseOfOthersAreNot() {
        GenerationId one = ready("a red kite");
        AccountId other = studio.personWith(10);
        GenerationId theirs = studio.ask(other);
        assertThat(pages.post()
                        .uri("/generations/deletion")
                        .param("id", one.toString(), theirs.toString())
                        .with(as(who))
                        .with(csrf()))
                .hasRedirectedUrl("/generations");
        assertThat(studio.row(one).deleted()).isTrue();
        assertThat(studio.row(theirs).deleted()).isFalse();
    }

    @Test
    void aComparisonShowsAllOfItAndKeepsThePick() {
        UUID comparison = UUID.randomUUID();
        List<GenerationId> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(ready(compared(comparison)));
        }
        String page = "/generations/compare/" + comparison;
        assertThat(body(page)).contains("Together 20 credits", "data-play", "data-blind");
        assertThat(pages.post()
                        .uri(page + "/winner")
                        .param("winner", ids.getLast().toString())
                        .with(as(who))
                        .with(csrf()))
                .hasRedirectedUrl(page);
        assertThat(body(page)).contains("compare__item--winner", "Your pick");
        assertThat(pages.get().uri(page).with(as(studio.personWith(0)))).hasStatus(404);
        assertThat(pages.post()
                        .uri(page + "/winner")
                        .param("winner", UUID.randomUUID().toString())
                        .with(as(who))
                        .with(csrf()))
                .hasStatus(404);
    }

    @Test
    void twoToFourThatAreStillThereAreSetSideBySide() {
        String one = ready("a red kite").toString();
        String two = ready("a blue kite").toString();
        String theirs = studio.ask(studio.personWith(10)).toString();
        assertThat(pages.post()
                        .uri("/generations/compare")
                        .param("id", one, theirs)
                        .with(as(who))
                        .with(csrf()))
                .hasRedirectedUrl("/generations");
        String place = pages.post()
                .uri("/generations/compare")
                .param("id", one, two)
                .with(as(who))
                .with(csrf())
                .exchange()
                .getResponse()
                .getRedirectedUrl();
        assertThat(body(place))
                .contains("/generations/" + one + "/video", "/generations/" + two + "/video", "Together 20 credits")
                .doesNotContain("/winner");
        assertThat(pages.get().uri(java.net.URI.create(place)).with(as(studio.personWith(0))))
                .hasStatus(404);
    }

    @Test
    void whatFailedDoesNotCountInTheTotalOfAComparison() {
        UUID comparison = UUID.randomUUID();
        ready(compared(comparison));
        studio.ask(who, compared(comparison));
        studio.provider.answersNext(new Submission.Refused(FailureReason.INPUT_MODERATED));
        node.dispatcher.submitDue();
        assertThat(body("/generations/compare/" + comparison)).contains("Together 10 credits");
    }

    @Test
    void onePartOfAComparisonIsAskedForAlone() {
        UUID comparison = UUID.randomUUID();
        ready(compared(comparison));
        GenerationId running = studio.ask(who, compared(comparison));
        String part = "/generations/compare/" + comparison + "/items/" + running;
        assertThat(body(part)).startsWith("<li").contains("data-live=\"" + running + "\"", "Video 2");
        assertThat(pages.get().uri(part).with(as(studio.personWith(0)))).hasStatus(404);
    }

    private Order compared(UUID comparison) {
        Order order = studio.order();
        return new Order(
                order.clientKey(),
                order.model(),
                order.mode(),
                "a red kite",
                order.settings(),
                order.inputs(),
                order.agreed(),
                comparison);
    }

    @Test
    void aRemixKeepsTheSettingsAndNotTheSeed() {
        Order order = studio.order();
        var settings = com.allvideomodels.provider.Settings.NONE
                .with(com.allvideomodels.provider.Parameter.Key.DURATION, "5")
                .with(com.allvideomodels.provider.Parameter.Key.SEED, "42");
        GenerationId id = studio.ask(
                who,
                new Order(
                        order.clientKey(),
                        order.model(),
                        order.mode(),
                        "a red kite",
                        settings,
                        List.of(),
                        order.agreed(),
                        null));
        var fields =
                context.getBean(PastOrders.class).fields(who, id.toString()).orElseThrow();
        assertThat(fields.getFirst("prompt")).isEqualTo("a red kite");
        assertThat(fields.getFirst("setting-duration")).isEqualTo("5");
        assertThat(fields).doesNotContainKey("setting-seed");
        assertThat(context.getBean(PastOrders.class).fields(AccountId.fresh(), id.toString()))
                .isEmpty();
        assertThat(context.getBean(PastOrders.class).fields(who, "nonsense")).isEmpty();
    }

    // Ready ones, with bytes in the vault that the pages read from

    private GenerationId ready(String prompt) {
        return ready(studio.order(prompt));
    }

    private GenerationId ready(Order order) {
        GenerationId id = studio.ask(who, order);
        node.dispatcher.submitDue();
        Instant finished = studio.clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant deadline = finished.plus(Generation.OUTPUT_LIFE);
        Stored video = kept(MediaClass.OUTPUT, "video/mp4", deadline);
        Stored poster = kept(MediaClass.POSTER, "image/jpeg", deadline);
        var crc = new CRC32();
        crc.update(VIDEO);
        studio.lifecycle.locked(id.value(), row -> {
            row.made(java.net.URI.create("https://pretend.test/video"), finished);
            var footage = new Footage(
                    video.id().value(),
                    poster.id().value(),
                    1280,
                    720,
                    5000L,
                    120L,
                    true,
                    video.size(),
                    video.sha256(),
                    crc.getValue());
            studio.lifecycle.succeed(row, footage, finished, deadline);
        });
        return id;
    }

    private Stored kept(MediaClass kind, String type, Instant deadline) {
        try {
            return vault.keep(who, kind, type, deadline, new ByteArrayInputStream(VIDEO), 1000);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MvcTestResult get(String path) {
        return pages.get().uri(java.net.URI.create(path)).with(as(who)).exchange();
    }

    private MvcTestResult post(String path) {
        return pages.post().uri(path).with(as(who)).with(csrf()).exchange();
    }

    private String body(String path) {
        MvcTestResult result = get(path);
        assertThat(result).hasStatusOk();
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the prompts that are offered for another time. */
    private String main(String path) {
        return body(path).replaceAll("(?s)<details class=\"fold\".*?</details>", "");
    }
}
