package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.LettersSeen;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.local.LocalMailbox;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.retention.Erasures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An account is erased on request while the carrier of letters is away. */
@ProductTest
@Clause({"right.deletion", "gdpr.erasure", "ccpa.delete"})
class LastLetterTests {

    private static final String ANSWERED = "privacy-request-answered";

    @Autowired
    TestAccounts people;

    @Autowired
    Accounts accounts;

    @Autowired
    LettersSeen letters;

    @Autowired
    LocalMailbox mailbox;

    @Autowired
    PrivacyRequests requests;

    @Autowired
    RequestRows rows;

    @Autowired
    HistoryRows history;

    @Autowired
    RequestConfirmations confirmations;

    @Autowired
    RequestDesk desk;

    @Autowired
    DeletionDesk deletions;

    @Autowired
    Erasures erasures;

    @Autowired
    ApplicationContext product;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private TestAccount person;
    private RequestId request;

    @AfterEach
    void back() {
        mailbox.find(person.email());
        clock.reset();
    }

    @Test
    void theErasureWaitsForTheAnswerAndForNothingElse() {
        approvedWhileTheCarrierIsAway();
        run("retention.erase");
        assertThat(accounts.named(person.email())).as("the account").isEmpty();
        assertThat(waiting().done()).contains("account", "media", "request").doesNotContain("mail");
        assertThat(waiting().heldBack()).as("nobody holds it").isFalse();

        mailbox.find(person.email());
        clock.advance(Duration.ofMinutes(20));
        run("mail.send-letters", "retention.erase");

        assertThat(erasures.of(person.id())).as("all is done").isEmpty();
        assertThat(mailbox.to(person.email()))
                .filteredOn(one -> one.template().equals(ANSWERED))
                .singleElement()
                .satisfies(one -> assertThat(one.text()).contains("It goes."));
        assertThat(lettersLeft()).isZero();
        assertThat(kinds()).doesNotContain("letter-unsent");
    }

    @Test
    void aCarrierThatNeverComesBackKeepsNothingLongerThanADayAndTheHistorySaysSo() {
        approvedWhileTheCarrierIsAway();
        clock.advance(Duration.ofHours(22));
        run("mail.send-letters", "retention.erase");
        assertThat(waiting().done()).doesNotContain("mail");
        clock.advance(Duration.ofHours(2));
        run("mail.send-letters", "retention.erase");
        assertThat(erasures.of(person.id())).isEmpty();
        assertThat(lettersLeft()).isZero();
        saysThatItCouldNotBeSent();
    }

    @Test
    void soItIsWhereNobodySendsLettersAtAll() {
        approvedWhileTheCarrierIsAway();
        clock.advance(Duration.ofHours(25));
        run("retention.erase");
        assertThat(erasures.of(person.id())).isEmpty();
        assertThat(lettersLeft()).isZero();
        saysThatItCouldNotBeSent();
    }

    private void saysThatItCouldNotBeSent() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history.of(request))
                        .filteredOn(one -> one.kind().equals("letter-unsent"))
                        .extracting(Happening::detail)
                        .contains("answered"));
        assertThat(mailbox.to(person.email())).noneMatch(one -> one.template().equals(ANSWERED));
    }

    private void approvedWhileTheCarrierIsAway() {
        person = people.openAccount();
        mailbox.lose(person.email());
        String number = requests.file(new Filing(
                Right.DELETION, Regime.GDPR, Requester.SELF, null, person.email(), null, Locale.ENGLISH, ""));
        request = rows.find(number).orElseThrow().id();
        String token = letters.last(person.id(), "privacy-request-confirm")
                .orElseThrow()
                .token();
        assertThat(confirmations.confirm(token)).isTrue();
        AccountId officer = AccountId.fresh();
        assertThat(desk.begin(request, officer)).isEmpty();
        assertThat(deletions.proposeErasure(request, officer)).isTrue();
        assertThat(deletions.approveErasure(request, "It goes.", AccountId.fresh()))
                .isTrue();
    }

    private Erasures.Progress waiting() {
        return erasures.of(person.id()).orElseThrow();
    }

    private void run(String... jobs) {
        LocalTimetable.run(product, jobs);
    }

    private long lettersLeft() {
        return sql.sql("select count(*) from letter where account_id = :id")
                .param("id", person.id().value())
                .query(Long.class)
                .single();
    }

    private List<String> kinds() {
        return history.of(request).stream().map(Happening::kind).toList();
    }
}
