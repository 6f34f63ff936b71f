package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.admin.ActsSeen;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.local.LocalResend.Fault;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.mail.LocalPost;
import com.allvideomodels.request.Attached.State;
import com.allvideomodels.retention.TestSweep;
import com.allvideomodels.web.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes with a mail: fetched with care, kept sealed and not for long. */
@ProductTest
@Clause("right.exercise")
class AttachmentTests {

    private static final byte[] PDF = "%PDF-1.7 a letter".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 1, 2};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0};
    private static final byte[] TEXT = "Dear all,\n\tgrüße 你好\r\n".getBytes(StandardCharsets.UTF_8);

    @Autowired
    LocalPost post;

    @Autowired
    TestAccounts people;

    @Autowired
    RequestRows rows;

    @Autowired
    AttachmentRows files;

    @Autowired
    RequestDesk desk;

    @Autowired
    RequestErasure erasure;

    @Autowired
    Operator operator;

    @Autowired
    ActsSeen acts;

    @Autowired
    MockMvcTester pages;

    @Autowired
    ApplicationContext product;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId officer = AccountId.fresh();

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void whatIsTakenIsKeptSealedAndOpenedAsADownloadWithARowInTheTrail() throws Exception {
        TestAccount person = people.openAccount();
        UUID mail = mail(person.email(), 4);
        post.attach(mail, "../../letter.html", Fault.NONE, PDF);
        post.attach(mail, "photo.exe", Fault.NONE, JPEG);
        post.attach(mail, "", Fault.NONE, PNG);
        post.attach(mail, "words.svg", Fault.NONE, TEXT);
        PrivacyRequest request = read(mail);
        assertThat(files.of(request.id())).extracting(Attached::state).containsOnly(State.KEPT);
        assertThat(files.of(request.id())).extracting(Attached::owner).containsOnly(person.id());
        MvcTestResult opened = open(request, 1);
        assertThat(opened)
                .hasStatusOk()
                .headers()
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasValue("Content-Security-Policy", "default-src 'none'; sandbox")
                .hasValue("Content-Type", "application/pdf");
        assertThat(opened.getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .contains(".._.._letter.pdf")
                .doesNotContain("html");
        assertThat(opened.getResponse().getContentAsByteArray()).isEqualTo(PDF);
        assertThat(acts.by(officer)).contains("privacy-request.attachment-opened");
        assertThat(List.of(2, 3, 4))
                .extracting(place -> open(request, place).getResponse().getHeader("Content-Disposition"))
                .satisfiesExactly(
                        one -> assertThat(one).contains("photo.jpg"),
                        one -> assertThat(one).contains("attachment-3.png"),
                        one -> assertThat(one).contains("words.txt"));
        assertThat(open(request, 5)).hasStatus(404);
        assertThat(page(request)).contains("/attachments/1\"").doesNotContain("??");
    }

    @Test
    void whatIsNoneOfTheKindsIsNotedAndNotKeptWhateverItIsCalled() throws Exception {
        UUID mail = mail(people.openAccount().email(), 4);
        post.attach(mail, "letter.pdf", Fault.NONE, new byte[] {'M', 'Z', 0, 1});
        post.attach(mail, "page.txt", Fault.NONE, new byte[] {'h', 'i', 0});
        post.attach(mail, "latin.txt", Fault.NONE, new byte[] {'h', (byte) 0xe9});
        post.attach(mail, "empty.txt", Fault.NONE, new byte[0]);
        PrivacyRequest request = read(mail);
        assertThat(reasons(request)).containsExactly("kind", "kind", "kind", "kind");
        assertThat(page(request))
                .contains("letter.pdf")
                .doesNotContain("/attachments/")
                .doesNotContain("??");
    }

    @Test
    void nobodyIsFollowedElsewhereAndNothingIsAskedOfAHostThatIsNotAllowed() throws Exception {
        UUID mail = mail(people.openAccount().email(), 3);
        post.attach(mail, "one.pdf", Fault.REDIRECTED, PDF);
        post.attach(mail, "two.pdf", Fault.ELSEWHERE, PDF);
        post.attach(mail, "three.pdf", Fault.GONE, PDF);
        PrivacyRequest request = read(mail);
        assertThat(reasons(request)).containsExactly("forbidden", "forbidden", "gone");
        assertThat(post.wasAsked(mail, "inside")).isFalse();
        assertThat(post.wasAsked(mail, files.of(request.id()).get(1).part())).isFalse();
    }

    @Test
    void whatIsTooLargeOrTooManyIsNotedAndTheRestIsKept() throws Exception {
        UUID mail = mail(people.openAccount().email(), 11);
        byte[] large = Arrays.copyOf(PDF, AttachmentIntake.LARGEST);
        post.attach(mail, "huge.pdf", Fault.NONE, Arrays.copyOf(PDF, AttachmentIntake.LARGEST + 1));
        for (int i = 0; i < 3; i++) {
            post.attach(mail, "large.pdf", Fault.NONE, large);
        }
        for (int i = 0; i < 7; i++) {
            post.attach(mail, "small.pdf", Fault.NONE, PDF);
        }
        PrivacyRequest request = read(mail);
        assertThat(reasons(request))
                .containsExactly("too-large", null, null, "too-much", null, null, null, null, null, null, "too-many");
    }

    @Test
    void whatDoesNotAnswerIsTriedAgainAndThenGivenUpAndNothingIsKeptTwice() throws Exception {
        UUID mail = mail(people.openAccount().email(), 2);
        post.attach(mail, "one.pdf", Fault.NONE, PDF);
        post.attach(mail, "two.pdf", Fault.BROKEN, PDF);
        PrivacyRequest request = read(mail);
        assertThat(files.of(request.id())).extracting(Attached::state).containsExactly(State.KEPT, State.WAITING);
        assertThat(page(request)).doesNotContain("??");
        Attached first = files.of(request.id()).getFirst();
        for (int i = 1; i < AttachmentIntake.MOST_ATTEMPTS; i++) {
            clock.advance(Duration.ofHours(5));
            LocalTimetable.run(product, "mail.read");
        }
        assertThat(reasons(request)).containsExactly(null, "unanswered");
        assertThat(files.of(request.id()).getFirst()).isEqualTo(first);
        assertThat(stored(request)).as("one file in the store").isOne();
    }

    @Test
    void whatBeginsAndNeverGoesOnIsNotWaitedFor() throws Exception {
        UUID mail = mail(people.openAccount().email(), 1);
        post.attach(mail, "slow.pdf", Fault.SLOW, PDF);
        PrivacyRequest request = read(mail);
        assertThat(files.of(request.id())).extracting(Attached::state).containsExactly(State.WAITING);
        sql.sql("update mail_event set state = 'done', body = null, due_at = null where strpos(body, :mail) > 0")
                .param("mail", mail.toString())
                .update();
    }

    @Test
    void whoHasNoAccountHasTheirFilesUnderAKeyOfTheRequest() throws Exception {
        UUID mail = mail(new EmailAddress("stranger-" + UUID.randomUUID() + "@example.test"), 1);
        post.attach(mail, "letter.pdf", Fault.NONE, PDF);
        PrivacyRequest request = read(mail);
        assertThat(request.account()).isNull();
        assertThat(files.of(request.id()).getFirst().owner())
                .isEqualTo(new AccountId(request.id().value()));
        assertThat(open(request, 1)).hasStatusOk();
    }

    @Test
    void filesGoThirtyDaysAfterTheRequestIsClosedAndNothingComesAfterThat() throws Exception {
        UUID mail = mail(people.openAccount().email(), 1);
        post.attach(mail, "letter.pdf", Fault.NONE, PDF);
        PrivacyRequest request = read(mail);
        desk.deny(request.id(), Denial.NO_MATCH, "Nothing is here.", officer);
        clock.advance(Duration.ofDays(29));
        TestSweep.run(product);
        assertThat(open(request, 1)).hasStatusOk();
        clock.advance(Duration.ofDays(2));
        assertThat(open(request, 1)).as("even before the sweep").hasStatus(404);
        TestSweep.run(product);
        assertThat(stored(request)).isZero();
        assertThat(page(request)).contains("letter.pdf").doesNotContain("??");
    }

    @Test
    void filesGo120DaysAfterTheMailHoweverLongTheRequestStaysOpen() throws Exception {
        UUID mail = mail(people.openAccount().email(), 1);
        post.attach(mail, "letter.pdf", Fault.NONE, PDF);
        PrivacyRequest request = read(mail);
        clock.advance(Duration.ofDays(119));
        assertThat(open(request, 1)).hasStatusOk();
        clock.advance(Duration.ofDays(2));
        TestSweep.run(product);
        assertThat(stored(request)).isZero();
    }

    @Test
    @Clause({"right.deletion", "gdpr.erasure"})
    void theEndOfTheAccountTakesFilesAndTheirNames() throws Exception {
        TestAccount person = people.openAccount();
        UUID mail = mail(person.email(), 1);
        post.attach(mail, "letter.pdf", Fault.NONE, PDF);
        PrivacyRequest request = read(mail);
        transaction.executeWithoutResult(status -> erasure.erase(person.id(), clock.instant()));
        assertThat(files.of(request.id())).isEmpty();
        assertThat(sql.sql(
                                "select count(*) from media_object where owner = :owner and kind = 'ATTACHMENT' and shredded_at is null")
                        .param("owner", person.id().value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private UUID mail(EmailAddress from, int attachments) throws Exception {
        return post.put(new HashMap<>(Map.of(
                "from",
                from.value(),
                "to",
                List.of(operator.contact().privacyEmail()),
                "subject",
                "Privacy Request - Access",
                "text",
                "Please see the files.",
                "headers",
                Map.of(),
                "attachments",
                java.util.Collections.nCopies(attachments, Map.of("filename", "x")))));
    }

    private PrivacyRequest read(UUID mail) {
        LocalPost.Told told = post.told("email.received", mail);
        assertThat(pages.post()
                        .uri("/hooks/resend")
                        .contentType("application/json")
                        .header("svix-id", told.id())
                        .header("svix-timestamp", told.timestamp())
                        .header("svix-signature", told.signature())
                        .content(told.body()))
                .hasStatusOk();
        LocalTimetable.run(product, "mail.read");
        return rows.ofMail(mail.toString()).orElseThrow();
    }

    private List<String> reasons(PrivacyRequest request) {
        return files.of(request.id()).stream().map(Attached::reason).toList();
    }

    private long stored(PrivacyRequest request) {
        return sql.sql("""
                select count(*) from media_object m join privacy_request r on m.owner in (r.account_id, r.id)
                where r.id = :id and m.kind = 'ATTACHMENT' and m.shredded_at is null
                """).param("id", request.id().value()).query(Long.class).single();
    }

    private MvcTestResult open(PrivacyRequest request, int place) {
        return asOfficer("/admin/requests/" + request.id() + "/attachments/" + place);
    }

    private String page(PrivacyRequest request) {
        MvcTestResult page = asOfficer("/admin/requests/" + request.id());
        assertThat(page).hasStatusOk();
        return new String(page.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult asOfficer(String path) {
        return pages.get()
                .uri(path)
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange();
    }
}
