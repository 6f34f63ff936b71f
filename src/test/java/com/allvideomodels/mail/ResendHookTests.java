package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.LocalPost.Told;
import com.allvideomodels.retention.TestSweep;
import com.allvideomodels.web.Operator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** What Resend tells us: believed only if it is signed, done once however often it is told. */
@ProductTest
@Clause({"right.exercise", "share.resend"})
class ResendHookTests {

    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    private static final Instant SIGNED = Instant.ofEpochSecond(1795168800);
    private static final String BODY =
            "{\"type\":\"email.delivered\",\"created_at\":\"2026-11-20T10:00:00.000Z\",\"data\":"
                    + "{\"email_id\":\"56761188-7520-42d8-8898-ff6fc54ce618\",\"from\":\"App <no-reply@example.com>\","
                    + "\"to\":[\"buyer@example.com\"],\"subject\":\"Hi\",\"created_at\":\"2026-11-20T09:59:58.000Z\"}}";
    private static final String SIGNATURE = "v1,NxKVvmDRmsKi26RiEHMQwd/Bgkliz+n3g0H4SDC4Cvo=";

    @Autowired
    MockMvcTester pages;

    @Autowired
    LocalPost post;

    @Autowired
    MailIntake intake;

    @Autowired
    TestAccounts people;

    @Autowired
    LettersSeen letters;

    @Autowired
    Operator operator;

    @Autowired
    ApplicationContext product;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void signsLikeTheOneWhoSigns() {
        var signature = new HookSignature(SECRET);
        assertThat(genuine(signature, SIGNATURE, BODY, SIGNED)).isTrue();
        assertThat(genuine(signature, "v1,AAAA " + SIGNATURE, BODY, SIGNED))
                .as("while the secret changes")
                .isTrue();
        assertThat(genuine(signature, SIGNATURE, BODY.replace("Hi", "Ho"), SIGNED))
                .isFalse();
        assertThat(genuine(signature, SIGNATURE.replace("v1", "v2"), BODY, SIGNED))
                .isFalse();
        assertThat(genuine(signature, "", BODY, SIGNED)).isFalse();
    }

    @Test
    void whatIsOlderOrYoungerThanFiveMinutesMayBeAReplay() {
        var signature = new HookSignature(SECRET);
        for (int side : List.of(-1, 1)) {
            assertThat(genuine(signature, SIGNATURE, BODY, SIGNED.plusSeconds(side * 300L)))
                    .isTrue();
            assertThat(genuine(signature, SIGNATURE, BODY, SIGNED.plusSeconds(side * 301L)))
                    .isFalse();
        }
        assertThat(signature.isGenuine("msg_2test", "soon", SIGNATURE, bytes(BODY), SIGNED))
                .isFalse();
    }

    private static boolean genuine(HookSignature signature, String given, String body, Instant now) {
        return signature.isGenuine("msg_2test", "1795168800", given, bytes(body), now);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNotSignedIsRefusedAndLeavesNothing() {
        Told told = post.told("email.received", UUID.randomUUID());
        assertThat(tell(new Told(told.id(), told.timestamp(), "v1,AAAA", told.body())))
                .hasStatus(401);
        assertThat(pages.post().uri("/hooks/resend").content("{}")).hasStatus(401);
        assertThat(stored(told)).isZero();
    }

    @Test
    void theSameToldTwiceIsOneAndUnknownKindsAreAnswered() {
        Told told = post.told("email.thought-of", UUID.randomUUID());
        assertThat(tell(told)).hasStatusOk();
        assertThat(tell(told)).hasStatusOk();
        assertThat(stored(told)).isOne();
        assertThat(sql.sql("select body from mail_event where id = :id")
                        .param("id", told.id())
                        .query((row, number) -> java.util.Optional.ofNullable(row.getString(1)))
                        .single())
                .isEmpty();
    }

    @Test
    void aMailToThePrivacyAddressBecomesOneRequestAndIsAnsweredToTheAccount() throws Exception {
        var person = people.openAccount();
        UUID mail = post.put(mail(person.email(), "GDPR Data Subject Request - Erasure", "Please erase it all."));
        assertThat(tell(post.told("email.received", mail))).hasStatusOk();
        intake.workOff();
        assertThat(tell(post.told("email.received", mail)))
                .as("told again under another id")
                .hasStatusOk();
        intake.workOff();
        Map<String, Object> row = sql.sql("select * from privacy_request where mail_id = :mail")
                .param("mail", mail.toString())
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("asked", "deletion")
                .containsEntry("regime", "gdpr")
                .containsEntry("channel", "mail")
                .containsEntry("account_id", person.id().value())
                .containsEntry("identity_shown", false);
        assertThat(row.get("words").toString()).contains("Please erase it all.");
        assertThat(letters.to(person.id()))
                .filteredOn(one -> one.letter().template().equals("privacy-request-confirm"))
                .hasSize(1);
    }

    @Test
    void whatAMachineAnsweredIsNotAnswered() throws Exception {
        var person = people.openAccount();
        Map<String, Object> away = mail(person.email(), "Privacy Request - Access", "I am away.");
        away.put("headers", Map.of("Auto-Submitted", "auto-replied"));
        assertThat(tell(post.told("email.received", post.put(away)))).hasStatusOk();
        intake.workOff();
        assertThat(letters.to(person.id()))
                .noneMatch(one -> one.letter().template().startsWith("privacy-request"));
    }

    @Test
    void aMailToAnotherAddressThatAsksForNothingIsNoRequest() throws Exception {
        Map<String, Object> other = mail(new EmailAddress("someone@example.test"), "Hello", "How are you?");
        other.put("to", List.of("hello@example.test"));
        UUID id = post.put(other);
        assertThat(tell(post.told("email.received", id))).hasStatusOk();
        intake.workOff();
        assertThat(sql.sql("select count(*) from privacy_request where mail_id = :mail")
                        .param("mail", id.toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatCannotBeFetchedNowIsFetchedLaterAndSomeTimeGivenUp() {
        Told told = post.told("email.received", "not-a-uuid");
        assertThat(tell(told)).hasStatusOk();
        for (int i = 0; i < MailIntake.MOST_ATTEMPTS; i++) {
            intake.workOff();
            clock.advance(Duration.ofHours(6));
        }
        assertThat(sql.sql("select state from mail_event where id = :id")
                        .param("id", told.id())
                        .query(String.class)
                        .single())
                .isEqualTo("given-up");
    }

    @Test
    void aBounceIsNotedAtItsLetterHoweverOftenItIsTold() {
        String carrier = UUID.randomUUID().toString();
        sql.sql("""
                insert into letter (id, account_id, template, state, written_at, ended_at, carrier_id)
                values (:id, :account, 'account-welcome', 'sent', :now, :now, :carrier)
                """)
                .param("id", UUID.randomUUID())
                .param("account", UUID.randomUUID())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("carrier", carrier)
                .update();
        for (int i = 0; i < 2; i++) {
            assertThat(tell(post.told("email.bounced", carrier))).hasStatusOk();
            intake.workOff();
        }
        assertThat(sql.sql("select reason from letter where carrier_id = :carrier")
                        .param("carrier", carrier)
                        .query(String.class)
                        .single())
                .isEqualTo("bounced");
    }

    @Test
    void htmlIsReadAsTheWordsInIt() {
        assertThat(PlainText.of("<html><head><title>x</title></head><body><style>p{}</style><p>Hi &amp; <b>bye</b></p>"
                        + "<script>alert(1)</script><div>Line&nbsp;two</div><!-- no --></body></html>"))
                .isEqualTo("Hi & bye \n Line two");
        assertThat(PlainText.of("&lt;script&gt; <script>never ends")).isEqualTo("<script>");
    }

    @Test
    @Clause("retain.email")
    void whatWasToldIsKeptTwoYears() {
        Told told = post.told("email.delivered", UUID.randomUUID());
        assertThat(tell(told)).hasStatusOk();
        clock.advance(Duration.ofDays(729));
        TestSweep.run(product);
        assertThat(stored(told)).isOne();
        clock.advance(Duration.ofDays(3));
        TestSweep.run(product);
        assertThat(stored(told)).isZero();
    }

    private Map<String, Object> mail(EmailAddress from, String subject, String text) {
        return new HashMap<>(Map.of(
                "from",
                "Somebody <" + from.value() + ">",
                "to",
                List.of(operator.contact().privacyEmail()),
                "subject",
                subject,
                "text",
                text,
                "headers",
                Map.of(),
                "attachments",
                List.of()));
    }

    private MvcTestResult tell(Told told) {
        return pages.post()
                .uri("/hooks/resend")
                .contentType("application/json")
                .header("svix-id", told.id())
                .header("svix-timestamp", told.timestamp())
                .header("svix-signature", told.signature())
                .content(told.body())
                .exchange();
    }

    private long stored(Told told) {
        return sql.sql("select count(*) from mail_event where id = :id")
                .param("id", told.id())
                .query(Long.class)
                .single();
    }
}
