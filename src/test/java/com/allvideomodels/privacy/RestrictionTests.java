package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static com.allvideomodels.TestPeople.asStaff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.mail.LetterKind;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.retention.Repetition;
import com.allvideomodels.retention.TestSweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Invariant D5: while processing is restricted, nothing is done with a person's data but storing it. */
@ProductTest
@RecordApplicationEvents
class RestrictionTests {

    /** Addresses a person sends something to and what a restriction has to do with each; a new one must be thought about. */
    private static final Map<String, Set<String>> ENTRANCES = Map.of(
            // Refused, each shown by a test of its own: OrderDeskTests and this one.
            "refused",
                    Set.of(
                            "/create",
                            "/generations/{id:[0-9a-fA-F-]{36}}/continuation",
                            "/generations/{id:[0-9a-fA-F-]{36}}/frames"),
            // Stores what the person brings, or ends what is being done, or is the person's own right over what is
            // stored.
            "storage and rights",
                    Set.of(
                            "/uploads",
                            "/uploads/{id}/deletion",
                            "/billing/address",
                            "/billing/address/removal",
                            "/billing/buy/{id}",
                            "/billing/plans/{subscription}/cancellation",
                            "/billing/plans/{subscription}/change/{id}",
                            "/billing/plans/{subscription}/resumption",
                            "/billing/portal",
                            "/generations/archive",
                            "/generations/deletion",
                            "/generations/{id:[0-9a-fA-F-]{36}}/cancellation",
                            "/generations/{id:[0-9a-fA-F-]{36}}/deletion",
                            "/generations/{id:[0-9a-fA-F-]{36}}/early-end",
                            "/generations/compare",
                            "/generations/compare/{comparison:[0-9a-fA-F-]{36}}/winner",
                            "/trust/receipt",
                            "/hooks/{api}/{token}",
                            "/hooks/creem",
                            "/hooks/resend",
                            "/unsubscribe/{token}",
                            "/credits/limits",
                            "/credits/stop",
                            "/credits/stop/end",
                            "/stop-spending/{token}",
                            "/error"),
            // Who somebody is, how they get in and what they choose.
            "prefixes",
                    Set.of(
                            "/",
                            "/privacy/",
                            "/consents/",
                            "/settings/",
                            "/sign-in",
                            "/sign-up",
                            "/parental-consent",
                            "/password-reset",
                            "/confirmation",
                            "/address-change",
                            "/language",
                            "/theme",
                            "/admin",
                            "/local/"));

    @Autowired
    MockMvcTester pages;

    @Autowired
    RestrictionBook restrictions;

    @Autowired
    KeptChoices choices;

    @Autowired
    ChoiceList list;

    @Autowired
    MailPermissions mail;

    @Autowired
    ConsentHistory consents;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    List<Repetition> repetitions;

    @Autowired
    MediaVault vault;

    @Autowired
    ApplicationContext product;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @Autowired
    ApplicationEvents events;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    AccountId ana;
    AccountId officer;

    @BeforeEach
    void somebody() {
        ana = people.openAccount().id();
        officer = people.openAccount().id();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void everyEntranceHasBeenThoughtAbout() {
        Set<String> unknown = new TreeSet<>(handlers.getHandlerMethods().keySet().stream()
                .filter(one -> one.getMethodsCondition().getMethods().contains(RequestMethod.POST)
                        || one.getMethodsCondition().getMethods().isEmpty())
                .flatMap(one -> one.getPatternValues().stream())
                .collect(Collectors.toSet()));
        assertThat(unknown).containsAll(ENTRANCES.get("refused"));
        unknown.removeAll(ENTRANCES.get("refused"));
        unknown.removeAll(ENTRANCES.get("storage and rights"));
        unknown.removeIf(path -> ENTRANCES.get("prefixes").stream()
                .anyMatch(prefix -> prefix.equals("/") ? path.equals("/") : path.startsWith(prefix)));
        assertThat(unknown).isEmpty();
    }

    @Test
    @Clause({"right.restriction", "gdpr.restriction"})
    void nothingOptionalIsDoneAndOnlyEssentialLettersLeave() {
        for (Choice choice : list.all()) {
            consents.answer(ana, choice.purpose(), choice.version(), true, Means.CONSENTS_PAGE);
            assertThat(choices.allows(ana, choice.purpose())).isTrue();
        }
        restrict();

        for (Choice choice : list.all()) {
            assertThat(choices.allows(ana, choice.purpose())).as(choice.key()).isFalse();
            assertThat(choices.allows(new MockHttpServletRequest(), ana, choice.purpose()))
                    .as(choice.key())
                    .isFalse();
        }
        for (LetterKind kind : LetterKind.values()) {
            boolean allowed = switch (kind) {
                case ESSENTIAL -> true;
                case COURTESY, MARKETING -> false;
            };
            assertThat(mail.allows(ana, kind)).as(kind.name()).isEqualTo(allowed);
        }
        assertThat(events.stream(ProcessingRestricted.class)).contains(new ProcessingRestricted(ana));
    }

    private void restrict() {
        assertThat(pages.post().uri("/privacy/restriction").with(as(ana)).with(csrf()))
                .hasRedirectedUrl("/privacy/choices");
        assertThat(restrictions.isRestricted(ana)).isTrue();
    }

    @Test
    @Clause({"right.restriction", "gdpr.restriction"})
    void aPersonSetsAndLiftsItAsTheyLike() {
        restrict();
        restrict();
        assertThat(pages.get().uri("/privacy/choices").with(as(ana)))
                .bodyText()
                .contains("Restricted since", "Lift the restriction");
        for (int times = 0; times < 2; times++) {
            assertThat(pages.post()
                            .uri("/privacy/restriction/end")
                            .with(as(ana))
                            .with(csrf()))
                    .hasRedirectedUrl("/privacy/choices");
            assertThat(restrictions.isRestricted(ana)).isFalse();
        }
        assertThat(acts.about(ana)).containsExactly("processing.restricted", "restriction.lifted");
    }

    @Test
    @Clause({"right.restriction", "gdpr.restriction"})
    void staffLiftItOnlyAfterThePersonWasToldAndHadTime() {
        assertThat(staff("", "asked by telephone")).hasRedirectedUrl("/admin/restrictions/" + ana);
        assertThat(restrictions.isRestricted(ana)).isTrue();
        assertThat(staff("/end", "settled")).hasRedirectedUrl("/admin/restrictions/" + ana);
        assertThat(staff("/end", "settled twice")).hasRedirectedUrl("/admin/restrictions/" + ana);

        assertThat(letters.to(ana).stream()
                        .filter(one -> one.letter().template().equals("restriction-lifted")))
                .hasSize(1);
        assertThat(restrictions.isRestricted(ana)).isTrue();
        clock.advance(RestrictionBook.NOTICE.minusMinutes(1));
        assertThat(restrictions.isRestricted(ana)).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(restrictions.isRestricted(ana)).isFalse();
        assertThat(acts.by(officer)).contains("processing.restricted", "restriction.lifting-announced");
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult staff(String what, String reason) {
        return pages.post()
                .uri("/admin/restrictions/" + ana + what)
                .param("reason", reason)
                .with(asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .with(csrf())
                .exchange();
    }

    @Test
    void whoObjectsToTheLiftingKeepsTheRestriction() {
        restrict();
        restrictions.announceLifting(ana, officer, "settled");
        restrict();
        clock.advance(RestrictionBook.NOTICE.plusDays(1));
        assertThat(restrictions.isRestricted(ana)).isTrue();
    }

    @Test
    void staffMustSayWhyAndKnowThePerson() {
        assertThat(staff("", " ")).hasStatusOk().bodyText().contains("id=\"reason-error\"");
        assertThat(restrictions.isRestricted(ana)).isFalse();
        ana = AccountId.fresh();
        assertThat(staff("", "reason")).hasStatus(404);
    }

    @Test
    @Clause("right.restriction")
    void deadlinesAndRightsGoOn() throws IOException {
        restrict();
        for (String page : List.of(
                "/privacy/choices", "/privacy/consents", "/privacy/receipts", "/generations", "/settings/profile")) {
            assertThat(pages.get().uri(page).with(as(ana))).as(page).hasStatusOk();
        }
        Stored video = vault.keep(
                ana,
                MediaClass.OUTPUT,
                "video/mp4",
                clock.instant().plus(Duration.ofHours(1)),
                new ByteArrayInputStream(new byte[10]),
                10);
        transactions.executeWithoutResult(status -> vault.take(ana, video.id()));
        assertThat(pages.post().uri("/privacy/exports").with(asStaff(ana)).with(csrf()))
                .hasRedirectedUrl("/privacy/centre#copy");
        assertThat(sql.sql("delete from privacy_export where account_id = :ana")
                        .param("ana", ana.value())
                        .update())
                .as("a copy is ordered")
                .isOne();
        clock.advance(Duration.ofHours(2));
        TestSweep.run(product);
        assertThat(sql.sql("select shredded_at is not null from media_object where id = :id")
                        .param("id", video.id().value())
                        .query(Boolean.class)
                        .single())
                .as("a deadline is kept")
                .isTrue();
    }

    @Test
    void itHoldsInARestoredDatabaseAndSoDoesItsLifting() {
        again("processing-restricted");
        again("processing-restricted");
        assertThat(restrictions.isRestricted(ana)).isTrue();
        again("restriction-lifted");
        again("restriction-lifted");
        assertThat(restrictions.isRestricted(ana)).isFalse();
    }

    @Test
    void bothAreNotedForARestoredDatabaseAndAnOlderLiftingLiftsNothing() {
        restrict();
        restrictions.lift(ana);
        assertThat(sql.sql("select kind from repetition where item = :ana order by number")
                        .param("ana", ana.value())
                        .query(String.class)
                        .list())
                .containsExactly("processing-restricted", "restriction-lifted");
        Instant lifted = clock.instant();
        clock.advance(Duration.ofHours(1));
        restrict();
        again("restriction-lifted", lifted);
        assertThat(restrictions.isRestricted(ana)).isTrue();
    }

    @Test
    void whoLooksAtARestrictionIsInTheTrail() {
        restrict();
        assertThat(pages.get().uri("/admin/restrictions/" + ana).with(asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                .hasStatusOk();
        assertThat(acts.by(officer)).contains("restriction.viewed");
    }

    private void again(String kind) {
        again(kind, clock.instant());
    }

    private void again(String kind, Instant at) {
        Repetition repetition = repetitions.stream()
                .filter(one -> one.kind().equals(kind))
                .findAny()
                .orElseThrow();
        transactions.executeWithoutResult(status -> repetition.repeat(ana.value(), "", at));
    }

    /** Whoever found that it is not restricted is done before it is. */
    @Test
    void aRestrictionWaitsForWhatIsJustBeingOrdered() throws Exception {
        List<String> order = new ArrayList<>();
        var asked = new CountDownLatch(1);
        try (var other = Executors.newSingleThreadExecutor()) {
            transactions.executeWithoutResult(status -> {
                assertThat(restrictions.isRestricted(ana)).isFalse();
                other.submit(() -> {
                    asked.countDown();
                    restrictions.restrict(ana, new Actor.Person(ana), "");
                    order.add("restricted");
                });
                awaitWaiting(asked);
                order.add("ordered");
            });
            other.shutdown();
            assertThat(other.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order).containsExactly("ordered", "restricted");
    }

    private void awaitWaiting(CountDownLatch asked) {
        try {
            asked.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        org.awaitility.Awaitility.await()
                .until(() -> sql.sql(
                                "select count(*) from pg_locks where locktype = 'advisory' and classid = 22 and not granted")
                        .query(Long.class)
                        .single()
                        .equals(1L));
    }
}
