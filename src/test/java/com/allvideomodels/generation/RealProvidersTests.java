package com.allvideomodels.generation;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.credits.CreditsFixtures;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Provider;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.sandbox.Fault;
import com.allvideomodels.sandbox.Point;
import com.allvideomodels.sandbox.Sandbox;
import com.allvideomodels.sandbox.Sandboxes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lifecycle with nothing pretended: the adapters call the companies' stand-ins, which fail in every way there is. Only the clock
 * is moved, so that nobody waits for the next look.
 */
@ProductTest
class RealProvidersTests {

    private static final String RUNWAY = "runway-gen4-5";
    private static final String PIKA = "pika-2-2";
    private static final String ARK = "seedance-1-5-pro";
    private static final String LUMA = "luma-ray-3-2";
    private static final String DREAM = "luma-ray-2";
    private static final String VEO = "veo-3-1-fast";

    @Autowired
    ApplicationContext context;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    Consents consents;

    @Autowired
    Processors processors;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Generations generations;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Reconciler reconciler;

    @Autowired
    Watcher watcher;

    @Autowired
    Collector collector;

    @Autowired
    Story story;

    @Autowired
    GenerationRows rows;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @Autowired
    MockMvcTester pages;

    @Autowired
    Uploads uploads;

    AccountId who;
    long before;

    @BeforeEach
    void someone() {
        new Studio(context).cleared();
        who = accounts.openAccount().id();
        // Given by the product itself, a moment after the account was opened.
        await().atMost(Duration.ofSeconds(20)).until(() -> balance().available().amount() > 0);
        CreditsFixtures.in(ledger, transaction).account(who).withCredits(10_000);
        for (Provider provider : Provider.values()) {
            consents.give(
                    who,
                    Purpose.provider(provider.slug()),
                    processors.find(provider.slug()).orElseThrow().stated().toString(),
                    Means.CONSENTS_PAGE);
        }
        before = balance().available().amount();
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    static Stream<String> everyCompany() {
        return Stream.of(RUNWAY, PIKA, ARK, LUMA, DREAM, VEO);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void makesAVideo(String model) {
        String prompt = words("a plain wish");
        made(ask(model, prompt), model, prompt);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void aLostAnswerIsFoundInTheListOrGivenUpAndNeverAskedForAgain(String model) {
        String prompt = words("[lost answer]");
        GenerationId id = ask(model, prompt);
        boolean listed = model.equals(ARK) || model.equals(DREAM);
        if (listed) {
            made(id, model, prompt);
            assertThat(told(id)).contains(What.ANSWER_LOST, What.FOUND_AGAIN);
        } else {
            failed(id, "LOST");
        }
        assertThat(sandbox(model).created(prompt)).isOne();
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void aCreateThatBreaksIsNeverPaidForTwice(String model) {
        String prompt = words("broken");
        sandbox(model).fault(Point.CREATE, Fault.serverError(), 1, prompt);
        settled(ask(model, prompt), model, prompt);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void tooManyIsTriedAgainLater(String model) {
        String prompt = words("one too many");
        sandbox(model).fault(Point.CREATE, Fault.tooMany(Duration.ofSeconds(3)), 1, prompt);
        GenerationId id = ask(model, prompt);
        made(id, model, prompt);
        assertThat(told(id)).contains(What.BUSY);
    }

    static Stream<Arguments> answersWithoutSense() {
        return Stream.of(
                Arguments.of(RUNWAY, Fault.garbage()),
                Arguments.of(PIKA, Fault.nothing()),
                Arguments.of(ARK, Fault.garbage()),
                Arguments.of(LUMA, Fault.nothing()),
                Arguments.of(DREAM, Fault.drops()),
                Arguments.of(VEO, Fault.garbage()));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutSense")
    void aCreateAnsweredWithoutSenseIsAskedAfterAndNotSentAgain(String model, Fault fault) {
        String prompt = words("senseless");
        sandbox(model).fault(Point.CREATE, fault, 1, prompt);
        failed(ask(model, prompt), "LOST");
        assertThat(sandbox(model).seen(Point.CREATE).stream()
                        .filter(one -> one.body().contains(prompt)))
                .hasSize(1);
    }

    @Test
    void aTaskOfAnotherGenerationIsNotTakenForTheLostOne() {
        failed(ask(ARK, words("[fail internal]")), "PROVIDER_FAILED");
        String prompt = words("lost beside it");
        sandbox(ARK).fault(Point.CREATE, Fault.garbage(), 1, prompt);
        failed(ask(ARK, prompt), "LOST");
    }

    static Stream<Arguments> looksWithoutAnswer() {
        return Stream.of(
                Arguments.of(RUNWAY, Fault.serverError()),
                Arguments.of(PIKA, Fault.garbage()),
                Arguments.of(ARK, Fault.nothing()),
                Arguments.of(LUMA, Fault.tooMany(Duration.ofSeconds(2))),
                Arguments.of(DREAM, Fault.drops()),
                Arguments.of(VEO, Fault.serverError()));
    }

    @ParameterizedTest
    @MethodSource("looksWithoutAnswer")
    void aLookWithoutAnAnswerSaysNothingOfTheTask(String model, Fault fault) {
        String prompt = words("not seen");
        sandbox(model).fault(Point.LOOK, fault, 2, prompt);
        made(ask(model, prompt), model, prompt);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void aTaskThatVanishesIsLostAndPaidBack(String model) {
        failed(ask(model, words("[vanish]")), "LOST");
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void halfAFileIsFetchedAgain(String model) {
        String prompt = words("[half a file]");
        made(ask(model, prompt), model, prompt);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void aLapsedLinkIsAskedForAfresh(String model) {
        String prompt = words("[lapsed link]");
        GenerationId id = ask(model, prompt);
        made(id, model, prompt);
        assertThat(told(id)).contains(What.FETCH_AGAIN);
    }

    static Stream<Arguments> downloadsThatBreak() {
        return Stream.of(
                Arguments.of(RUNWAY, Fault.serverError()),
                Arguments.of(ARK, Fault.garbage()),
                Arguments.of(DREAM, Fault.nothing()),
                Arguments.of(VEO, Fault.drops()));
    }

    @ParameterizedTest
    @MethodSource("downloadsThatBreak")
    void aDownloadThatBreaksIsTriedAgainAndNothingIsMadeTwice(String model, Fault fault) {
        String prompt = words("hard to fetch");
        sandboxes().media().fault(fault, 2, prompt);
        made(ask(model, prompt), model, prompt);
    }

    @ParameterizedTest
    @MethodSource("everyCompany")
    void aFailureAtTheCompanyIsPaidBackAndToldInOurWords(String model) {
        GenerationId id = ask(model, words("[fail internal]"));
        failed(id, "PROVIDER_FAILED");
    }

    // What is made of a video

    @Test
    @Clause("retain.output")
    void aVideoGoesOnInAnotherAndItsCopyNeverOutlivesIt() {
        GenerationId id = ask(RUNWAY, words("goes on"));
        made(id, RUNWAY, rows.findById(id.value()).orElseThrow().prompt());
        Instant deadline = rows.findById(id.value()).orElseThrow().deadline().orElseThrow();
        assertThat(pages.get().uri("/generations/" + id).with(as(who)))
                .bodyText()
                .contains("value=\"extend\"", "value=\"edit\"", "value=\"upscale\"");

        String extend = sent("/continuation?mode=extend", id);
        Upload video = uploads.recent(who, 1).getFirst();
        assertThat(extend).isEqualTo("/create?mode=extend&upload=" + video.id());
        assertThat(video.video()).isTrue();
        assertThat(video.deadline()).isEqualTo(deadline);
        assertThat(pages.get().uri(URI.create(extend)).with(as(who)))
                .bodyText()
                .containsPattern("value=\"" + video.id() + "\"[^>]* checked");

        String frame = sent("/frames?at=1.5", id);
        Upload still = uploads.recent(who, 1).getFirst();
        assertThat(frame).isEqualTo("/create?mode=image&upload=" + still.id());
        assertThat(still.video()).isFalse();
        assertThat(still.deadline()).isEqualTo(deadline);
    }

    private String sent(String path, GenerationId id) {
        return pages.post()
                .uri("/generations/" + id + path)
                .with(as(who))
                .with(csrf())
                .exchange()
                .getResponse()
                .getRedirectedUrl();
    }

    // What is asked for and what becomes of it

    private static String words(String what) {
        return "case " + UUID.randomUUID() + " " + what;
    }

    private GenerationId ask(String model, String prompt) {
        Model known = catalogue.find(new ModelId(model)).orElseThrow();
        Credits price =
                catalogue.price(known, Mode.TEXT, Settings.NONE, List.of()).orElseThrow();
        var order = new Order(UUID.randomUUID(), known.id(), Mode.TEXT, prompt, Settings.NONE, List.of(), price, null);
        return ((Accepted) generations.request(who, List.of(order))).ids().getFirst();
    }

    private Generation ended(GenerationId id) {
        await().atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    dispatcher.submitDue();
                    reconciler.settleDue();
                    watcher.lookAtDue();
                    collector.collectDue();
                    clock.advance(Duration.ofSeconds(12));
                    return row(id).state().ended();
                });
        return row(id);
    }

    private void made(GenerationId id, String model, String prompt) {
        Generation row = ended(id);
        assertThat(row.state()).as("%s", row.failure()).isEqualTo(State.SUCCEEDED);
        assertThat(sandbox(model).created(prompt)).isOne();
        assertThat(balance().held()).isEqualTo(Credits.NONE);
        assertThat(balance().available().amount())
                .isEqualTo(before - row.price().amount());
    }

    private void failed(GenerationId id, String why) {
        Generation row = ended(id);
        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.failure().map(Enum::name)).contains(why);
        paidBack();
    }

    /** Either made and paid for, or not made and paid back. */
    private void settled(GenerationId id, String model, String prompt) {
        if (ended(id).state() == State.SUCCEEDED) {
            made(id, model, prompt);
        } else {
            paidBack();
            assertThat(sandbox(model).created(prompt)).isZero();
        }
    }

    private void paidBack() {
        assertThat(balance().held()).isEqualTo(Credits.NONE);
        assertThat(balance().available().amount()).isEqualTo(before);
    }

    private Generation row(GenerationId id) {
        return rows.findById(id.value()).orElseThrow();
    }

    private List<What> told(GenerationId id) {
        return story.of(id).stream().map(Story.Sentence::what).toList();
    }

    private Ledger.Balance balance() {
        return transaction.execute(status -> ledger.balanceOf(who));
    }

    private static Sandboxes sandboxes() {
        return TestInfrastructure.sandboxes();
    }

    private static Sandbox sandbox(String model) {
        return switch (model) {
            case RUNWAY -> sandboxes().runway();
            case PIKA -> sandboxes().pika();
            case ARK -> sandboxes().volcengine();
            case LUMA -> sandboxes().luma();
            case DREAM -> sandboxes().dreamMachine();
            default -> sandboxes().evolink();
        };
    }
}
