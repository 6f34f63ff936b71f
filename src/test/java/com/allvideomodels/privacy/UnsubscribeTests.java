package com.allvideomodels.privacy;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestMailbox;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.local.LocalMailbox;
import com.allvideomodels.mail.LetterKind;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Invariants C3 and C4: advertising goes to who asked for it, ends with one click, and what waits then does not leave. */
@ProductTest
class UnsubscribeTests {

    private static final String LINK = "https://app.test/create";

    @Autowired
    MockMvcTester pages;

    @Autowired
    MailPermissions permissions;

    @Autowired
    ConsentHistory consents;

    @Autowired
    ChoiceList choices;

    @Autowired
    TestAccounts people;

    @Autowired
    Mailer mailer;

    @Autowired
    LocalMailbox mailbox;

    @Autowired
    @Qualifier("sendMailings")
    ScheduledJob mailings;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient sql;

    TestAccount ana;

    @BeforeEach
    void somebody() {
        ana = people.openAccount();
    }

    private void allowNews() {
        Choice marketing = choices.find(Purpose.MARKETING).orElseThrow();
        consents.answer(ana.id(), marketing.purpose(), marketing.version(), true, Means.CONSENTS_PAGE);
    }

    private String path() {
        return permissions.unsubscribe(ana.id()).replaceFirst("https?://[^/]+", "");
    }

    private MvcTestResult oneClick(String path) {
        return pages.post().uri(path).param("List-Unsubscribe", "One-Click").exchange();
    }

    /** Writes news and, in the same transaction, does something else; it is sent after both. */
    private String stateOfNewsAfter(Runnable meanwhile) {
        transactions.executeWithoutResult(status -> {
            mailer.write(ana.id(), Letters.newModel(LINK, "Ray 3"));
            meanwhile.run();
        });
        mailings.work().run();
        return Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::state, state -> !state.equals("waiting"));
    }

    private String state() {
        return sql.sql(
                        "select state from letter where account_id = :ana and template = 'new-model' order by written_at desc"
                                + " limit 1")
                .param("ana", ana.id().value())
                .query(String.class)
                .single();
    }

    @Test
    @Clause({"use.communications", "right.objection"})
    void newsGoesToNobodyWhoDidNotAllowIt() {
        assertThat(stateOfNewsAfter(() -> {})).isEqualTo("dropped");
        allowNews();
        assertThat(stateOfNewsAfter(() -> {})).isEqualTo("sent");
    }

    @Test
    @Clause({"use.communications", "marketing.unsubscribe", "right.objection", "gdpr.objection"})
    void oneClickEndsNewsAndWhatWaitsDoesNotLeave() {
        allowNews();
        String path = path();

        assertThat(stateOfNewsAfter(() -> assertThat(oneClick(path)).hasStatusOk()))
                .isEqualTo("dropped");
        assertThat(stateOfNewsAfter(() -> {})).isEqualTo("dropped");
        assertThat(TestMailbox.newest(mailbox, ana.email(), "new-model")).isEmpty();
        for (LetterKind kind : List.of(LetterKind.ESSENTIAL, LetterKind.COURTESY)) {
            assertThat(permissions.allows(ana.id(), kind)).isTrue();
        }
    }

    @Test
    @Clause("marketing.unsubscribe")
    void everyLetterOfNewsSaysHowToEndIt() {
        allowNews();
        stateOfNewsAfter(() -> {});
        assertThat(TestMailbox.await(mailbox, ana.email(), "new-model").text()).contains(path());
        assertThat(path()).isEqualTo(path()).hasSizeGreaterThan(50);
    }

    @Test
    @Clause("right.withdraw")
    void oneClickNeedsNoCookieIsNotSentElsewhereAndMayBeRepeated() {
        allowNews();
        for (int times = 0; times < 3; times++) {
            assertThat(oneClick(path()))
                    .hasStatusOk()
                    .doesNotContainHeader("Location")
                    .doesNotContainHeader("Set-Cookie");
        }
        assertThat(consents.all(ana.id()))
                .filteredOn(event -> event.purpose().equals(Purpose.MARKETING))
                .extracting(ConsentEvent::kind)
                .containsExactly(ConsentEvent.Kind.WITHDRAWN, ConsentEvent.Kind.GIVEN);
    }

    @Test
    @Clause("marketing.unsubscribe")
    void theButtonOfThePageDoesTheSameAndSaysSo() {
        allowNews();
        assertThat(pages.post().uri(path()).with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("<h1");
        assertThat(permissions.allows(ana.id(), LetterKind.MARKETING)).isFalse();
    }

    @Test
    void lookingChangesNothing() {
        allowNews();
        assertThat(pages.get().uri(path()))
                .hasStatusOk()
                .bodyText()
                .contains("action=\"" + path() + "\"", "Unsubscribe");
        assertThat(pages.get().uri(path()).with(as(ana.id()))).hasStatusOk();
        assertThat(permissions.allows(ana.id(), LetterKind.MARKETING)).isTrue();
    }

    @Test
    void whoGuessesLearnsNothingAndChangesNothing() {
        allowNews();
        assertThat(oneClick("/unsubscribe/" + ana.id())).hasStatusOk();
        assertThat(pages.get().uri("/unsubscribe/nobody")).hasStatusOk();
        assertThat(permissions.allows(ana.id(), LetterKind.MARKETING)).isTrue();
    }
}
