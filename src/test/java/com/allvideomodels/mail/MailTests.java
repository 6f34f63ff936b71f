package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestMailbox;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.local.LocalMailbox;
import com.allvideomodels.local.LocalMailbox.Mail;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Letters on their way through the whole product into the local mailbox. */
@ProductTest
class MailTests {

    private static final String LINK = "https://example.com/confirm?token=abc";

    @Autowired
    Mailer mailer;

    @Autowired
    LocalMailbox mailbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MockMvcTester pages;

    @Autowired
    List<ScheduledJob> jobs;

    @Autowired
    JdbcClient database;

    @Autowired
    InstantSource clock;

    private final EmailAddress someone = new EmailAddress(UUID.randomUUID() + "@example.com");

    @Test
    void aLetterLeavesAsSoonAsItsTransactionCommits() {
        Mail mail = written();
        assertThat(mail.to()).isEqualTo(someone.value());
        assertThat(mail.subject()).isEqualTo("Confirm your e-mail address");
        assertThat(mail.link()).isEqualTo(LINK);
    }

    @Test
    void theMailboxIsAPageWithLinksThatCanBeFollowed() {
        Mail mail = written();
        assertThat(pages.get().uri("/local/mailbox"))
                .hasStatusOk()
                .bodyText()
                .contains(someone.value(), "href=\"" + LINK + "\"", "/local/mailbox/" + mail.id() + "/html")
                .doesNotContain(" style=");
    }

    @Test
    void theMailboxIsJsonForPrograms() {
        written();
        assertThat(pages.get().uri("/local/mailbox.json?to=" + someone.value()))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$[0].to", to -> to.assertThat().isEqualTo(someone.value()))
                .hasPathSatisfying("$[0].template", name -> name.assertThat().isEqualTo("confirm-address"))
                .hasPath("$[0].subject")
                .hasPath("$[0].text")
                .hasPath("$[0].html")
                .hasPath("$[0].at");
    }

    @Test
    void theHtmlOfALetterRunsNothing() {
        Mail mail = written();
        var answer = pages.get().uri("/local/mailbox/" + mail.id() + "/html").exchange();
        assertThat(answer).hasStatusOk().bodyText().contains(LINK);
        assertThat(answer.getResponse().getHeader("Content-Security-Policy"))
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("script-src");
    }

    @Test
    void everyLetterCanBePreviewedInBothLanguages() {
        assertThat(pages.get().uri("/local/mailbox/previews"))
                .hasStatusOk()
                .bodyText()
                .contains("Your video is ready", "您的视频已完成");
        assertThat(pages.get().uri("/local/mailbox/previews/video-ready/zh-CN"))
                .hasStatusOk()
                .bodyText()
                .contains("您的视频已完成");
    }

    @Test
    void theJobSendsWhatIsDue() {
        database.sql("""
                insert into letter (id, address, language, template, contents, written_at, due_at)
                values (gen_random_uuid(), :to, 'en', 'account-welcome', '{"link": "https://example.com/"}', now(), now())
                """).param("to", someone.value()).update();
        jobs.stream()
                .filter(job -> job.name().equals("mail.send-letters"))
                .forEach(job -> job.work().run());
        assertThat(TestMailbox.newest(mailbox, someone, "account-welcome")).isPresent();
    }

    @Test
    void theMailboxKeepsItsLettersOverARestart() {
        written();
        assertThat(new LocalMailbox(database, transactions, clock).to(someone)).hasSize(1);
    }

    @Test
    void theMailboxHoldsALetterOnceHoweverOftenItIsCarried() {
        var envelope =
                new Carrier.Envelope(someone.value(), "account-welcome", someone, "Once", "<p>Once</p>", "Once", null);
        mailbox.carry(envelope);
        mailbox.carry(envelope);
        assertThat(mailbox.to(someone)).hasSize(1);
    }

    private Mail written() {
        transactions.executeWithoutResult(
                status -> mailer.write(someone, Locale.ENGLISH, Letters.confirmAddress(LINK)));
        return TestMailbox.await(mailbox, someone, "confirm-address");
    }
}
