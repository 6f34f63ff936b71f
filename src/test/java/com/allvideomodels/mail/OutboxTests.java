package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.Carrier.Envelope;
import com.allvideomodels.mail.Carrier.Outcome;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class OutboxTests {

    private static final String SECRET = "https://example.com/password?token=very-secret";
    private static final MailSettings SETTINGS =
            new MailSettings("scripted", "", false, Duration.ofMinutes(2), Duration.ofHours(23), 1.5);
    private static final Script CARRIER = new Script();
    private static final Map<AccountId, Entry> PEOPLE = new HashMap<>();
    private static TestDatabase database;

    private final Mailer mailer = database.get(Mailer.class);
    private final Outbox outbox = database.get(Outbox.class);
    private final TestClock clock = database.get(TestClock.class);
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(context -> {
            context.registerBean("messageSource", ResourceBundleMessageSource.class, OutboxTests::words);
            context.registerBean(Operator.class, OutboxTests::operator);
            context.registerBean(MailSettings.class, () -> SETTINGS);
            context.registerBean(Carrier.class, () -> CARRIER);
            context.registerBean(AddressBook.class, () -> account -> Optional.ofNullable(PEOPLE.get(account)));
            context.registerBean(Composer.class);
            context.registerBean(WrittenLetters.class);
            context.registerBean(Outbox.class);
            context.registerBean(Nudge.class);
            context.registerBean(PostOffice.class);
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nothingOnTheWay() {
        database.sql().sql("delete from letter").update();
        CARRIER.start();
        PEOPLE.clear();
        PEOPLE.put(ana, new Entry(new EmailAddress("ana@example.com"), "Ana", Locale.ENGLISH));
        clock.reset();
    }

    @Test
    void aLetterIsRefusedOutsideATransaction() {
        assertThatThrownBy(() -> mailer.write(ana, Letters.resetPassword(SECRET, clock.instant())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aLetterOfATransactionThatRollsBackIsNeverSent() {
        database.transactions().executeWithoutResult(status -> {
            mailer.write(ana, Letters.resetPassword(SECRET, clock.instant()));
            status.setRollbackOnly();
        });
        assertThat(outbox.sendDue()).isZero();
        assertThat(CARRIER.carried).isEmpty();
    }

    @Test
    void aLetterGoesToTheAddressTheAccountHasWhenItIsSent() {
        write(Letters.resetPassword(SECRET, clock.instant()));
        PEOPLE.put(ana, new Entry(new EmailAddress("new@example.com"), "Ana", Locale.SIMPLIFIED_CHINESE));
        assertThat(outbox.sendDue()).isEqualTo(1);
        assertThat(CARRIER.only().to().value()).isEqualTo("new@example.com");
        assertThat(CARRIER.only().subject()).isEqualTo("设置新密码");
        assertThat(CARRIER.only().text()).contains("Ana", SECRET);
    }

    @Test
    @Clause("retain.email")
    void whatALetterSaidIsWipedOnceItIsSent() {
        write(Letters.resetPassword(SECRET, clock.instant()));
        outbox.sendDue();
        assertThat(row())
                .containsEntry("state", "sent")
                .containsEntry("template", "reset-password")
                .containsEntry("account_id", ana.value())
                .containsEntry("carrier_id", "carried-1")
                .containsEntry("contents", null)
                .containsEntry("envelope", null);
        assertThat(row().get("ended_at")).isNotNull();
        assertThat(row().toString()).doesNotContain("very-secret").doesNotContain("ana@example.com");
    }

    @Test
    void anAddressThatIsNoAccountsIsWipedToo() {
        database.transactions()
                .executeWithoutResult(status -> mailer.write(
                        new EmailAddress("someone@example.com"), Locale.ENGLISH, Letters.confirmAddress(SECRET)));
        outbox.sendDue();
        assertThat(CARRIER.only().to().value()).isEqualTo("someone@example.com");
        assertThat(row().toString()).doesNotContain("someone@example.com");
    }

    @Test
    void aLetterIsSentOnce() {
        write(Letters.welcome(SECRET));
        assertThat(outbox.sendDue()).isEqualTo(1);
        assertThat(outbox.sendDue()).isZero();
        assertThat(CARRIER.carried).hasSize(1);
    }

    @Test
    void aLetterToAnAccountThatIsGoneIsDropped() {
        write(Letters.welcome(SECRET));
        PEOPLE.clear();
        assertThat(outbox.sendDue()).isZero();
        assertThat(CARRIER.carried).isEmpty();
        assertThat(row()).containsEntry("state", "dropped").containsEntry("contents", null);
    }

    @Test
    void aLetterThatMustWaitIsTriedAgainWithTheSameKeyAndTheSameWords() {
        CARRIER.answers(later("rate_limit_exceeded"), later("internal_server_error"));
        write(Letters.resetPassword(SECRET, clock.instant()));
        outbox.sendDue();
        assertThat(outbox.sendDue()).as("not before its time").isZero();
        assertThat(CARRIER.carried).hasSize(1);
        PEOPLE.put(ana, new Entry(new EmailAddress("ana@example.com"), "Ana Maria", Locale.ENGLISH));
        clock.advance(Duration.ofSeconds(6));
        outbox.sendDue();
        clock.advance(Duration.ofSeconds(11));
        assertThat(outbox.sendDue()).isEqualTo(1);
        assertThat(CARRIER.carried).hasSize(3);
        assertThat(Collections.frequency(CARRIER.carried, CARRIER.carried.getFirst()))
                .isEqualTo(3);
    }

    @Test
    void aLetterWhoseReaderMovedMeanwhileIsAnotherLetterToTheCarrier() {
        CARRIER.answers(later("network"));
        write(Letters.resetPassword(SECRET, clock.instant()));
        outbox.sendDue();
        PEOPLE.put(ana, new Entry(new EmailAddress("new@example.com"), "Ana", Locale.ENGLISH));
        clock.advance(Duration.ofMinutes(1));
        outbox.sendDue();
        assertThat(CARRIER.carried).extracting(Envelope::key).doesNotHaveDuplicates();
        assertThat(CARRIER.carried.getLast().to().value()).isEqualTo("new@example.com");
    }

    @Test
    void theWaitGrowsAndIsAtLeastWhatTheCarrierAsks() {
        assertThat(SETTINGS.waitAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(SETTINGS.waitAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(SETTINGS.waitAfter(1_000)).isEqualTo(Duration.ofMinutes(10));
        CARRIER.answers(new Outcome.Later("daily_quota_exceeded", Duration.ofMinutes(30)));
        write(Letters.welcome(SECRET));
        outbox.sendDue();
        clock.advance(Duration.ofMinutes(29));
        assertThat(outbox.sendDue()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(outbox.sendDue()).isEqualTo(1);
    }

    @Test
    void aFinalRefusalEndsTheLetter() {
        CARRIER.answers(new Outcome.Refused("validation_error"));
        write(Letters.resetPassword(SECRET, clock.instant()));
        assertThat(outbox.sendDue()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(outbox.sendDue()).isZero();
        assertThat(CARRIER.carried).hasSize(1);
        assertThat(row())
                .containsEntry("state", "refused")
                .containsEntry("reason", "validation_error")
                .containsEntry("contents", null);
    }

    @Test
    void aLetterIsGivenUpBeforeTheCarrierForgetsItsKey() {
        CARRIER.alwaysAnswers(later("network"));
        write(Letters.resetPassword(SECRET, clock.instant()));
        for (int hour = 0; hour < 24; hour++) {
            outbox.sendDue();
            clock.advance(Duration.ofHours(1));
        }
        int attempts = CARRIER.carried.size();
        assertThat(row()).containsEntry("state", "refused").containsEntry("contents", null);
        outbox.sendDue();
        assertThat(CARRIER.carried).hasSize(attempts);
    }

    @Test
    void aLetterThatWouldHaveToWaitTooLongIsGivenUpAtOnce() {
        CARRIER.answers(new Outcome.Later("monthly_quota_exceeded", Duration.ofDays(3)));
        write(Letters.welcome(SECRET));
        outbox.sendDue();
        assertThat(row()).containsEntry("state", "refused").containsEntry("reason", "monthly_quota_exceeded");
    }

    @Test
    void aLetterThatNobodySentForADayIsTooLate() {
        write(Letters.resetPassword(SECRET, clock.instant()));
        clock.advance(Duration.ofHours(24));
        assertThat(outbox.sendDue()).isZero();
        assertThat(CARRIER.carried).isEmpty();
        assertThat(row()).containsEntry("state", "refused").containsEntry("reason", "too-late");
    }

    @Test
    void aCarrierThatThrowsIsTriedAgain() {
        CARRIER.answers(new Outcome[] {null});
        write(Letters.welcome(SECRET));
        assertThat(outbox.sendDue()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(outbox.sendDue()).isEqualTo(1);
    }

    @Test
    void aLetterWhoseSenderDiedIsSentByAnotherWhenTheLeaseEnds() {
        write(Letters.welcome(SECRET));
        var letters = database.get(WrittenLetters.class);
        var dead = letters.claim(clock.instant(), clock.instant().plus(SETTINGS.lease()))
                .orElseThrow();
        assertThat(outbox.sendDue()).as("leased").isZero();
        clock.advance(SETTINGS.lease().plusSeconds(1));
        assertThat(outbox.sendDue()).isEqualTo(1);
        letters.end(dead, WrittenLetters.Ending.REFUSED, clock.instant(), null, "too late");
        assertThat(row()).as("the late one changes nothing").containsEntry("state", "sent");
    }

    @Test
    void manySendersAtOnceSendEachLetterOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            write(Letters.welcome(SECRET + i));
        }
        var start = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> senders = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                senders.add(pool.submit(() -> {
                    start.await();
                    return outbox.sendDue();
                }));
            }
            start.countDown();
            int sent = 0;
            for (Future<Integer> sender : senders) {
                sent += sender.get();
            }
            assertThat(sent).isEqualTo(60);
        }
        assertThat(CARRIER.carried).extracting(Envelope::key).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void sendingRefusesToRunInsideATransaction() {
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> outbox.sendDue()))
                .isInstanceOf(IllegalTransactionStateException.class);
        write(Letters.welcome(SECRET));
        outbox.sendDue();
        assertThat(CARRIER.sawTransaction).isFalse();
    }

    @Test
    void aLetterWithoutTemplateIsRefusedWhenItIsWritten() {
        assertThatThrownBy(() -> write(new Letter("no-such-letter", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-letter");
    }

    @Test
    void theStartFailsWhereNothingCarriesLetters() {
        assertThatThrownBy(() -> TestDatabase.with(context -> {
                    context.registerBean("messageSource", ResourceBundleMessageSource.class, OutboxTests::words);
                    context.registerBean(Operator.class, OutboxTests::operator);
                    context.registerBean(MailSettings.class, () -> SETTINGS);
                    context.registerBean(Composer.class);
                    context.registerBean(WrittenLetters.class);
                    context.registerBean(Outbox.class);
                }))
                .rootCause()
                .hasMessageContaining("mail.carrier")
                .hasMessageContaining("resend.api-key");
    }

    private void write(Letter letter) {
        database.transactions().executeWithoutResult(status -> mailer.write(ana, letter));
    }

    private static Map<String, Object> row() {
        return database.sql().sql("select * from letter").query().singleRow();
    }

    private static Outcome later(String reason) {
        return new Outcome.Later(reason, Duration.ZERO);
    }

    static ResourceBundleMessageSource words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/mail");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    static Operator operator() {
        return new Operator(
                "https://videos.example.com/",
                "Example Studio",
                new Operator.Contact("privacy@example.com", "help@example.com", "", "1 Example Street"));
    }

    /** Answers as told, else takes everything, and remembers. */
    private static final class Script implements Carrier {

        private final List<Envelope> carried = Collections.synchronizedList(new ArrayList<>());
        private final Deque<Optional<Outcome>> script = new ArrayDeque<>();
        private Outcome always;
        private boolean sawTransaction;

        void start() {
            carried.clear();
            script.clear();
            always = null;
            sawTransaction = false;
        }

        /** {@code null} throws. */
        void answers(Outcome... outcomes) {
            for (Outcome outcome : outcomes) {
                script.add(Optional.ofNullable(outcome));
            }
        }

        void alwaysAnswers(Outcome outcome) {
            always = outcome;
        }

        Envelope only() {
            assertThat(carried).hasSize(1);
            return carried.getFirst();
        }

        @Override
        public synchronized Outcome carry(Envelope envelope) {
            carried.add(envelope);
            sawTransaction |= TransactionSynchronizationManager.isActualTransactionActive();
            if (always != null) {
                return always;
            }
            return script.isEmpty()
                    ? new Outcome.Taken("carried-" + carried.size())
                    : script.poll().orElseThrow();
        }
    }
}
