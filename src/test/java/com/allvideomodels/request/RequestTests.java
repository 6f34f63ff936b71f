package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.LastAdministrator;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.OnlyAdministrator;
import com.allvideomodels.account.RelatedAccounts;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.ReceivedMail;
import com.allvideomodels.request.Course.Refusal;
import com.allvideomodels.retention.Belongings;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.TestSweep;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** From asking to the answer, with and without an account. */
@ProductTest
@Clause({"right.exercise", "ccpa.agents"})
class RequestTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    ActsSeen acts;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    RequestRows rows;

    @Autowired
    NoteRows notes;

    @Autowired
    HistoryRows history;

    @Autowired
    RequestDesk desk;

    @Autowired
    DeletionDesk deletions;

    @Autowired
    RequestConfirmations confirmations;

    @Autowired
    RequestReminders reminders;

    @Autowired
    RequestsByMail byMail;

    @Autowired
    RequestErasure erasure;

    @Autowired
    Erasures erasures;

    @Autowired
    Operator operator;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationContext product;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId officer = AccountId.fresh();

    @AfterEach
    void now() {
        clock.reset();
    }

    // Asking

    @Test
    void whoHasAnAccountAndWhoHasNoneIsAnsweredTheSame() {
        TestAccount known = people.openAccount();
        MvcTestResult one = ask(form(known.email().value()));
        MvcTestResult other = ask(form(stranger().value()));
        assertThat(one).hasStatus3xxRedirection().hasRedirectedUrl("/privacy/requests/sent");
        assertThat(other).hasStatus3xxRedirection().hasRedirectedUrl("/privacy/requests/sent");
        assertThat(one.getResponse().getHeaderNames())
                .isEqualTo(other.getResponse().getHeaderNames());
    }

    @Test
    void aLinkToTheAccountsOwnAddressShowsWhoseItIs() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = filed(known, Requester.SELF, Right.ACCESS, null);
        assertThat(request.account()).isEqualTo(known.id());
        String token = link(known.id());
        assertThat(pages.get().uri("/privacy/requests/confirmation?token=" + token))
                .hasStatusOk()
                .bodyText()
                .contains(request.number());
        assertThat(again(request).course().identityShown())
                .as("looking is not enough")
                .isFalse();
        assertThat(pages.post()
                        .uri("/privacy/requests/confirmation")
                        .param("token", token)
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(again(request).course().isVerified()).isTrue();
    }

    @Test
    void theLinkOfAnAgentsRequestGoesToTheAccountAndNeverToTheAgent() {
        TestAccount known = people.openAccount();
        EmailAddress agent = stranger();
        PrivacyRequest request = filed(known, Requester.AGENT, Right.DELETION, agent);
        assertThat(letters.to(agent))
                .extracting(one -> one.letter().template())
                .containsExactly("privacy-request-received");
        assertThat(letters.to(agent))
                .allSatisfy(one -> assertThat(one.letter().values().get("link")).doesNotContain("token"));
        assertThat(confirmations.confirm(link(known.id()))).isTrue();
        assertThat(again(request).course().isVerified())
                .as("a mandate is missing")
                .isFalse();
        assertThat(desk.begin(request.id(), officer)).contains(Refusal.NOT_VERIFIED);
        assertThat(desk.checkMandate(request.id(), officer)).isEmpty();
        assertThat(desk.begin(request.id(), officer)).isEmpty();
    }

    @Test
    @Clause({"children.parent", "ccpa.agents"})
    void staffTickEverythingBeforeAMandateCounts() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = filed(known, Requester.PARENT, Right.DELETION, stranger());
        assertThat(staff("/mandate", request, Map.of("seen", "parent"))).hasStatus3xxRedirection();
        assertThat(again(request).course().mandateChecked()).isFalse();
        assertThat(staff("/mandate", request, Map.of("seen", "parent,child"))).hasStatus3xxRedirection();
        assertThat(again(request).course().mandateChecked()).isTrue();
    }

    @Test
    void whoIsSignedInShowsItByAFreshSignInAlone() {
        TestAccount known = people.openAccount();
        var form = form("");
        form.put("right", "access");
        MvcTestResult asked = pages.post()
                .uri("/privacy/requests")
                .with(csrf())
                .with(TestPeople.as(known.id()))
                .params(values(form))
                .exchange();
        String number = requests.of(known.id()).getFirst().number();
        String identity = "/privacy/requests/" + number + "/identity";
        assertThat(asked).hasRedirectedUrl(identity);
        assertThat(pages.post().uri(identity).with(csrf()).with(TestPeople.as(known.id())))
                .hasRedirectedUrl("/settings/security/proof");
        assertThat(requests.of(known.id()).getFirst().waitsForPerson()).isTrue();
        assertThat(pages.post().uri(identity).with(csrf()).with(TestPeople.asStaff(known.id())))
                .hasRedirectedUrl("/privacy/requests/" + number);
        assertThat(requests.of(known.id()).getFirst().waitsForPerson()).isFalse();
        assertThat(letters.last(known.id(), "privacy-request-received")).isPresent();
    }

    @Test
    void nobodySeesOrEndsTheRequestOfAnother() {
        PrivacyRequest request = filed(people.openAccount(), Requester.SELF, Right.ACCESS, null);
        var other = TestPeople.asStaff(people.openAccount().id());
        String page = "/privacy/requests/" + request.number();
        assertThat(pages.get().uri(page).with(other)).hasStatus(404);
        assertThat(pages.post().uri(page + "/identity").with(csrf()).with(other))
                .hasStatus(404);
        assertThat(pages.post().uri(page + "/revocation").with(csrf()).with(other))
                .hasStatus(404);
        // Whatever page forgets to ask first.
        AccountId another = people.openAccount().id();
        assertThat(confirmations.confirm(another, request.number())).isFalse();
        assertThat(confirmations.revoke(another, request.number())).isFalse();
        assertThat(again(request).status()).isEqualTo(Status.OPEN);
        assertThat(again(request).course().identityShown()).isFalse();
    }

    @Test
    void aLinkShowsNothingOnceTheRequestIsDueAndWhatItShowedIsInTheHistory() {
        TestAccount known = people.openAccount();
        PrivacyRequest shown = filed(known, Requester.SELF, Right.ACCESS, null);
        assertThat(confirmations.confirm(link(known.id()))).isTrue();
        assertThat(history.of(shown.id())).extracting(Happening::kind).containsOnlyOnce("identity-shown");
        PrivacyRequest late = filed(known, Requester.SELF, Right.ACCESS, null);
        String token = link(known.id());
        clock.advance(Duration.between(clock.instant(), late.course().due()).plusSeconds(1));
        assertThat(confirmations.peek(token)).isEmpty();
        assertThat(confirmations.confirm(token)).isFalse();
        assertThat(again(late).course().identityShown()).isFalse();
    }

    @Test
    void whatIsWrongStandsNextToItsFieldAndWhatWasTypedStays() {
        var form = form("no address");
        form.put("right", "correction");
        form.put("requester", "agent");
        form.put("contact", "");
        assertThat(ask(form))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"email-error\"", "id=\"words-error\"", "id=\"contact-error\"", "no address");
    }

    @Test
    void aMailboxIsNotFilledByStrangers() {
        var form = form(stranger().value());
        for (int i = 0; i < 4; i++) {
            assertThat(ask(form)).hasStatus3xxRedirection();
        }
        assertThat(ask(form)).hasStatus(429);
    }

    @Test
    @Clause("ccpa.deadline")
    void theThirdRequestToKnowOfAYearIsFlaggedAndTakenAllTheSame() {
        TestAccount known = people.openAccount();
        List<PrivacyRequest> all = java.util.stream.Stream.generate(
                        () -> filed(known, Requester.SELF, Right.KNOW, null))
                .limit(3)
                .toList();
        assertThat(all).extracting(PrivacyRequest::isFlagged).containsExactly(false, false, true);
        clock.advance(Duration.ofDays(366));
        assertThat(filed(known, Requester.SELF, Right.KNOW, null).isFlagged()).isFalse();
    }

    // Answering

    @Test
    void aDuplicateThatNobodyVerifiedIsNeverFulfilled() {
        TestAccount known = people.openAccount();
        PrivacyRequest first = verified(known, Right.ACCESS);
        PrivacyRequest second = filed(known, Requester.SELF, Right.ACCESS, null);
        assertThat(desk.markDuplicate(second.id(), first, officer)).isEmpty();
        assertThat(desk.begin(second.id(), officer)).contains(Refusal.NOT_VERIFIED);
        assertThat(desk.fulfil(second.id(), "done", officer)).contains(Refusal.NOT_VERIFIED);
    }

    @Test
    void theDatabaseRefusesWhatNobodyVerified() {
        PrivacyRequest request = filed(people.openAccount(), Requester.SELF, Right.ACCESS, null);
        assertThatThrownBy(() -> sql.sql(
                                "update privacy_request set status = 'fulfilled', closed_at = now() where id = :id")
                        .param("id", request.id().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theHistoryOfARequestIsNeverChanged() {
        PrivacyRequest request = filed(people.openAccount(), Requester.SELF, Right.ACCESS, null);
        assertThatThrownBy(() -> sql.sql("delete from privacy_request_event where request_id = :id")
                        .param("id", request.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    @Clause({"gdpr.deadline", "ccpa.deadline"})
    void timeIsExtendedWithItsReasonAndItsLetterOrNotAtAll() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = verified(known, Right.ACCESS);
        assertThat(desk.extend(request.id(), "It is a lot.", officer)).isEmpty();
        PrivacyRequest extended = again(request);
        assertThat(extended.course().due()).isEqualTo(Regime.GDPR.extended(request.receivedAt()));
        assertThat(extended.extendedBecause()).isEqualTo("It is a lot.");
        assertThat(letters.last(known.id(), "privacy-request-extended")
                        .orElseThrow()
                        .letter()
                        .values())
                .containsEntry("words", "It is a lot.")
                .containsEntry("deadline", extended.course().due().toString());
        assertThat(desk.extend(request.id(), "Still.", officer)).contains(Refusal.EXTENDED_ALREADY);
    }

    @Test
    void nothingIsExtendedOnceItsTimeIsOver() {
        PrivacyRequest request = verified(people.openAccount(), Right.ACCESS);
        clock.advance(Duration.ofDays(31));
        assertThat(desk.extend(request.id(), "Too late.", officer)).contains(Refusal.TOO_LATE_TO_EXTEND);
        assertThat(again(request).extendedBecause()).isNull();
    }

    @Test
    void aDenialSaysWhyAndEndsTheRequest() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = filed(known, Requester.SELF, Right.DELETION, null);
        assertThat(desk.deny(request.id(), Denial.NO_MATCH, "Nothing is here.", officer))
                .isEmpty();
        assertThat(again(request).denial()).isEqualTo(Denial.NO_MATCH);
        assertThat(acts.by(officer)).contains("privacy-request.denied");
        assertThat(letters.last(known.id(), "privacy-request-denied")
                        .orElseThrow()
                        .letter()
                        .values())
                .containsEntry("denial", "no-match");
        assertThat(desk.fulfil(request.id(), "done", officer)).contains(Refusal.CLOSED);
        assertThat(confirmations.peek(link(known.id()))).as("the link is gone").isEmpty();
    }

    @Test
    @Clause({"right.deletion", "ccpa.delete", "gdpr.erasure"})
    void anAccountIsErasedOnRequestByTwoPeopleAndNeverByOne() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = verified(known, Right.DELETION);
        AccountId second = AccountId.fresh();
        assertThat(deletions.approveErasure(request.id(), "It goes.", second))
                .as("nobody proposed")
                .isFalse();
        assertThat(deletions.proposeErasure(request.id(), officer)).isTrue();
        assertThat(deletions.approveErasure(request.id(), "It goes.", officer))
                .as("the same person")
                .isFalse();
        assertThat(erasures.of(known.id())).isEmpty();
        assertThat(deletions.approveErasure(request.id(), "It goes.", second)).isTrue();
        assertThat(erasures.of(known.id())).isPresent();
        assertThat(again(request).status()).isEqualTo(Status.FULFILLED);
        assertThat(letters.last(known.id(), "privacy-request-answered")).isPresent();
        assertThat(acts.by(second)).contains("privacy-request.erasure-approved", "account.erasure-ordered");
        assertThat(history.of(request.id()))
                .extracting(Happening::kind)
                .containsSubsequence("erasure-proposed", "erasure-approved", "fulfilled");
    }

    @Test
    void theLastAdministratorIsNotErasedAndNothingOfItIsDone() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = verified(known, Right.DELETION);
        AccountId second = AccountId.fresh();
        assertThat(deletions.proposeErasure(request.id(), officer)).isTrue();
        try (var only = new OnlyAdministrator(sql, known.id())) {
            assertThatThrownBy(() -> deletions.approveErasure(request.id(), "It goes.", second))
                    .isInstanceOf(LastAdministrator.class);
        }
        assertThat(again(request).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(again(request).erasureApprovedBy()).isNull();
        assertThat(erasures.of(known.id())).isEmpty();
        assertThat(deletions.approveErasure(request.id(), "It goes.", second)).isTrue();
    }

    @Test
    @Clause({"right.deletion", "gdpr.erasure", "ccpa.delete"})
    void staffSeeWhatIsHeldAndWhatAnErasureLeavesBeforeTheyOrderIt() {
        TestAccount known = new Belongings(product).ofSomebody();
        PrivacyRequest request = filed(known, Requester.SELF, Right.DELETION, null);
        List<FoundData.Line> found =
                desk.look(request.id(), officer).orElseThrow().found();
        assertThat(found)
                .filteredOn(line -> line.rule().after() == null)
                .extracting(line -> line.rule().id())
                .contains("account", "session-log", "restriction")
                .doesNotContain("consent", "ledger");
        assertThat(found)
                .filteredOn(line -> line.rule().after() != null)
                .extracting(line -> line.rule().id())
                .contains("consent", "ledger");
    }

    @Test
    void staffSeeEveryPartOfAnErasureAndThatItWaitsForItsLetter() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = verified(known, Right.DELETION);
        assertThat(deletions.proposeErasure(request.id(), officer)).isTrue();
        assertThat(deletions.approveErasure(request.id(), "It goes.", AccountId.fresh()))
                .isTrue();
        letterThatIsNotSent(known);
        List<ErasureParts.Part> parts =
                desk.look(request.id(), officer).orElseThrow().erasure().parts();
        assertThat(parts)
                .extracting(ErasureParts.Part::module)
                .containsExactlyInAnyOrderElementsOf(product.getBeansOfType(ErasureStep.class).values().stream()
                        .map(ErasureStep::module)
                        .toList());
        assertThat(parts)
                .contains(new ErasureParts.Part("mail", ErasureParts.State.WAITS))
                .contains(new ErasureParts.Part("account", ErasureParts.State.OPEN));
        assertThat(pageOf(request)).contains("waits for a letter").doesNotContain("??");
        sql.sql("delete from letter where account_id = :account")
                .param("account", known.id().value())
                .update();
    }

    /** As if the carrier had not taken it yet. */
    private void letterThatIsNotSent(TestAccount known) {
        sql.sql("""
                insert into letter (id, account_id, address, language, template, contents, mailing, written_at, due_at)
                values (gen_random_uuid(), :account, :address, 'en', 'privacy-request-answered', '{}', false, :now, :later)
                """)
                .param("account", known.id().value())
                .param("address", known.email().value())
                .param("now", RequestReading.utc(clock.instant()))
                .param("later", RequestReading.utc(clock.instant().plus(Duration.ofHours(1))))
                .update();
    }

    @Test
    void staffSeeWhichOtherAccountsHaveToDoWithIt() {
        TestAccount agent = people.openAccount();
        PrivacyRequest request = filed(people.openAccount(), Requester.AGENT, Right.ACCESS, agent.email());
        assertThat(desk.look(request.id(), officer).orElseThrow().accounts())
                .containsExactly(
                        new RelatedAccounts.Related(agent.id(), agent.username(), RelatedAccounts.Bond.ADDRESS));
        assertThat(pageOf(request)).contains("/admin/accounts/" + agent.id()).doesNotContain("??");
    }

    @Test
    @Clause({"right.deletion", "ccpa.delete", "gdpr.erasure"})
    void aDeletionIsNotAnsweredByWordsAlone() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = verified(known, Right.DELETION);
        assertThat(desk.fulfil(request.id(), "It is all gone.", officer)).contains(Refusal.ERASURE_NEEDED);
        assertThat(deletions.findNothing(request.id(), "Nothing.", officer)).contains(Refusal.ERASURE_NEEDED);
        assertThat(staff("/answer", request, Map.of("words", "It is all gone.")))
                .hasStatus3xxRedirection();
        assertThat(again(request).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(letters.last(known.id(), "privacy-request-answered")).isEmpty();
        assertThat(pageOf(request))
                .contains("/erasure/proposal")
                .doesNotContain("/answer\"")
                .doesNotContain("/nothing-found\"");
    }

    @Test
    @Clause({"right.deletion", "ccpa.delete", "gdpr.erasure"})
    void whereThereIsNoAccountTheAnswerSaysThatNothingWasFound() {
        PrivacyRequest request = verifiedOf(stranger(), Right.DELETION);
        assertThat(desk.fulfil(request.id(), "It is all gone.", officer)).contains(Refusal.NO_ACCOUNT);
        assertThat(pageOf(request)).contains("/nothing-found\"").doesNotContain("/answer\"");
        assertThat(staff("/nothing-found", request, Map.of("words", "We looked twice.")))
                .hasStatus3xxRedirection();
        assertThat(again(request).status()).isEqualTo(Status.FULFILLED);
        assertThat(letters.last(request.subject(), "privacy-request-answered")
                        .orElseThrow()
                        .letter()
                        .values())
                .containsEntry("nothing", "yes")
                .containsEntry("words", "We looked twice.");
    }

    @Test
    void anAccountThatWasOpenedSinceIsErasedAndNotPassedOver() {
        EmailAddress address = stranger();
        PrivacyRequest request = verifiedOf(address, Right.CCPA_DELETE);
        TestAccount late = people.openAccount(address);
        assertThat(deletions.findNothing(request.id(), "Nothing.", officer)).contains(Refusal.ERASURE_NEEDED);
        assertThat(again(request).account()).isEqualTo(late.id());
        assertThat(deletions.proposeErasure(request.id(), officer)).isTrue();
        assertThat(deletions.approveErasure(request.id(), "It goes.", AccountId.fresh()))
                .isTrue();
    }

    @Test
    void theDatabaseRefusesADeletionThatNobodyErased() {
        PrivacyRequest request = verified(people.openAccount(), Right.DELETION);
        for (String how : List.of("answer", "erasure", "nothing-found")) {
            assertThatThrownBy(() -> sql.sql(
                                    "update privacy_request set status = 'fulfilled', closed_at = now(), fulfilled_as = :how where id = :id")
                            .param("how", how)
                            .param("id", request.id().value())
                            .update())
                    .as(how)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    private String pageOf(PrivacyRequest request) {
        var page = pages.get()
                .uri("/admin/requests/" + request.id())
                .with(TestPeople.asStaff(officer, com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER))
                .exchange();
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoDeletionErasesNobody() {
        PrivacyRequest request = verified(people.openAccount(), Right.ACCESS);
        assertThat(deletions.proposeErasure(request.id(), officer)).isFalse();
        TestAccount known = people.openAccount();
        PrivacyRequest unverified = filed(known, Requester.SELF, Right.DELETION, null);
        assertThat(deletions.proposeErasure(unverified.id(), officer)).isFalse();
        assertThat(confirmations.confirm(link(known.id()))).isTrue();
        assertThat(deletions.proposeErasure(unverified.id(), officer))
                .as("nobody has taken it up")
                .isFalse();
        assertThat(again(unverified).erasureProposedBy()).isNull();
    }

    /** After an incident: what was given out before leads nowhere, and who has not answered loses nothing. */
    @Test
    void linksThatAreEndedAreReplacedForWhoeverHasNotAnswered() {
        TestAccount known = people.openAccount();
        filed(known, Requester.SELF, Right.ACCESS, null);
        String old = link(known.id());
        assertThat(confirmations.endAll()).isPositive();
        assertThat(confirmations.peek(old)).isEmpty();
        String fresh = letters.last(known.id(), "privacy-request-reminder")
                .orElseThrow()
                .token();
        assertThat(confirmations.confirm(fresh)).isTrue();
    }

    // Time

    @Test
    void whoHasNotConfirmedHearsOnceMoreAndThenItEnds() {
        TestAccount known = people.openAccount();
        PrivacyRequest request = filed(known, Requester.SELF, Right.ACCESS, null);
        clock.advance(Duration.ofDays(20));
        reminders.remind();
        reminders.remind();
        assertThat(letters.to(known.id()))
                .filteredOn(one -> one.letter().template().equals("privacy-request-reminder"))
                .hasSize(1);
        clock.advance(Duration.ofDays(11));
        reminders.remind();
        assertThat(again(request).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    @Clause("contact.response-times")
    void whatIsVerifiedNeverEndsByItselfAndIsLoudOnceADay() {
        PrivacyRequest request = verified(people.openAccount(), Right.ACCESS);
        clock.advance(Duration.ofDays(31));
        EmailAddress privacy = new EmailAddress(operator.contact().privacyEmail());
        int before = warnings(privacy);
        reminders.remind();
        reminders.remind();
        assertThat(warnings(privacy)).isEqualTo(before + 1);
        assertThat(letters.last(privacy, "privacy-requests-due")
                        .orElseThrow()
                        .letter()
                        .values()
                        .get("overdue"))
                .isNotEqualTo("0");
        assertThat(again(request).status()).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void manyMailsAreAllTakenAndAnsweredWhenTheMailboxCanBearIt() throws java.io.IOException {
        TestAccount known = people.openAccount();
        for (int i = 0; i < 5; i++) {
            byMail.read(new ReceivedMail(
                    UUID.randomUUID().toString(),
                    known.email(),
                    List.of(new EmailAddress(operator.contact().privacyEmail())),
                    "Privacy Request - Access",
                    "Again.",
                    false,
                    0));
        }
        assertThat(requests.of(known.id())).hasSize(5);
        assertThat(confirmationsTo(known)).isEqualTo(4);
        clock.advance(Duration.ofHours(1));
        reminders.remind();
        reminders.remind();
        assertThat(confirmationsTo(known)).isEqualTo(5);
    }

    private long confirmationsTo(TestAccount person) {
        return letters.to(person.id()).stream()
                .filter(one -> one.letter().template().equals("privacy-request-confirm"))
                .count();
    }

    private int warnings(EmailAddress to) {
        return (int) letters.to(to).stream()
                .filter(one -> one.letter().template().equals("privacy-requests-due"))
                .count();
    }

    @Test
    @Clause("right.exercise")
    void aRequestIsKeptThreeYearsAfterItsEndAndGoesWithItsHistory() {
        PrivacyRequest request = filed(people.openAccount(), Requester.SELF, Right.ACCESS, null);
        desk.deny(request.id(), Denial.NO_MATCH, "Nothing.", officer);
        clock.advance(Duration.ofDays(3 * 365 - 2));
        TestSweep.run(product);
        assertThat(rows.find(request.id())).isPresent();
        clock.advance(Duration.ofDays(4));
        TestSweep.run(product);
        assertThat(rows.find(request.id())).isEmpty();
        assertThat(history.of(request.id())).isEmpty();
    }

    @Test
    void theEndOfAnAccountDetachesWhatItAsked() {
        TestAccount known = people.openAccount();
        PrivacyRequest open = filed(known, Requester.SELF, Right.OTHER, null);
        PrivacyRequest denied = filed(known, Requester.SELF, Right.ACCESS, null);
        desk.write(denied.id(), "called Ada", officer);
        desk.deny(denied.id(), Denial.NO_MATCH, "Dear Ada", officer);
        boolean gone = Optional.ofNullable(transaction.execute(status -> erasure.erase(known.id(), clock.instant())))
                .orElse(false);
        assertThat(gone).isTrue();
        for (PrivacyRequest request : List.of(open, denied)) {
            PrivacyRequest left = again(request);
            assertThat(left.account()).isNull();
            assertThat(left.subject()).isNull();
            assertThat(left.words()).isNull();
            assertThat(left.answer()).isNull();
            assertThat(left.right()).isEqualTo(request.right());
            assertThat(notes.of(request.id())).isEmpty();
            assertThat(history.of(request.id())).isNotEmpty();
        }
        assertThat(again(open).status()).isEqualTo(Status.REVOKED);
        assertThat(again(denied).denial()).isEqualTo(Denial.NO_MATCH);
    }

    // Staff

    @Test
    void everyShelfAndEveryStateHasAPageInBothLanguages() {
        TestAccount known = people.openAccount();
        PrivacyRequest agents = filed(known, Requester.AGENT, Right.CCPA_DELETE, stranger());
        PrivacyRequest deletion = verified(known, Right.DELETION);
        deletions.proposeErasure(deletion.id(), officer);
        PrivacyRequest denied = filed(known, Requester.SELF, Right.ACCESS, null);
        desk.deny(denied.id(), Denial.OTHER, "no", officer);
        desk.write(denied.id(), "a note", officer);
        for (String language : List.of("en", "zh-CN")) {
            for (Queue.Shelf shelf : Queue.Shelf.values()) {
                assertReads("/admin/requests?shelf=" + shelf.key() + "&regime=gdpr&right=access", language);
            }
            List.of(agents, deletion, denied).forEach(one -> assertReads("/admin/requests/" + one.id(), language));
            assertReads("/privacy/requests", language);
            assertReads("/privacy/requests/sent", language);
            assertReads("/privacy/requests/confirmation?token=none", language);
            assertReads("/privacy/requests/confirmation?token=" + link(known.id()), language);
            assertThat(pages.get()
                            .uri("/privacy/requests/" + denied.number())
                            .header("Accept-Language", language)
                            .with(TestPeople.as(known.id())))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
    }

    private void assertReads(String path, String language) {
        assertThat(pages.get()
                        .uri(path)
                        .header("Accept-Language", language)
                        .with(TestPeople.asStaff(officer, com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER)))
                .as(path + " " + language)
                .hasStatusOk()
                .bodyText()
                .doesNotContain("??");
    }

    @Test
    void aFormThatSaysNothingKeepsWhatWasTypedAndDoesNothing() {
        PrivacyRequest request = verified(people.openAccount(), Right.ACCESS);
        assertThat(staff("/denial", request, Map.of("words", "because", "why", "")))
                .hasStatusOk()
                .bodyText()
                .contains("words-denial-error", "because");
        assertThat(again(request).status()).isEqualTo(Status.IN_PROGRESS);
    }

    // The same words for all

    private MvcTestResult staff(String act, PrivacyRequest request, Map<String, String> fields) {
        return pages.post()
                .uri("/admin/requests/" + request.id() + act)
                .with(csrf())
                .with(TestPeople.asStaff(officer, com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER))
                .params(values(fields))
                .exchange();
    }

    private MvcTestResult ask(Map<String, String> form) {
        return pages.post()
                .uri("/privacy/requests")
                .with(csrf())
                .params(values(form))
                .exchange();
    }

    private static org.springframework.util.MultiValueMap<String, String> values(Map<String, String> form) {
        return org.springframework.util.MultiValueMap.fromSingleValue(form);
    }

    private static Map<String, String> form(String email) {
        return new java.util.HashMap<>(
                Map.of("requester", "self", "right", "access", "regime", "gdpr", "email", email, "words", ""));
    }

    private static EmailAddress stranger() {
        return new EmailAddress("stranger-" + UUID.randomUUID() + "@example.test");
    }

    private PrivacyRequest filed(TestAccount about, Requester requester, Right right, EmailAddress contact) {
        String number = requests.file(
                new Filing(right, Regime.GDPR, requester, null, about.email(), contact, Locale.ENGLISH, "please"));
        return rows.find(number).orElseThrow();
    }

    /** One that the person confirmed and staff took up. */
    private PrivacyRequest verified(TestAccount about, Right right) {
        PrivacyRequest request = filed(about, Requester.SELF, right, null);
        assertThat(confirmations.confirm(link(about.id()))).isTrue();
        assertThat(desk.begin(request.id(), officer)).isEmpty();
        return again(request);
    }

    /** The same where there is no account. */
    private PrivacyRequest verifiedOf(EmailAddress address, Right right) {
        String number = requests.file(
                new Filing(right, Regime.GDPR, Requester.SELF, null, address, null, Locale.ENGLISH, "please"));
        assertThat(confirmations.confirm(link(address))).isTrue();
        RequestId id = rows.find(number).orElseThrow().id();
        assertThat(desk.begin(id, officer)).isEmpty();
        return rows.find(id).orElseThrow();
    }

    private String link(Object of) {
        return letters.last(of, "privacy-request-confirm").orElseThrow().token();
    }

    private PrivacyRequest again(PrivacyRequest request) {
        return rows.find(request.id()).orElseThrow();
    }
}
