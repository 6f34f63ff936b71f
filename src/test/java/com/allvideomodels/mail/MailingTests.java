package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.Carrier.Envelope;
import com.allvideomodels.mail.Carrier.Outcome;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Letters to many leave one after the other at their pace, and everything else leaves before them. Time passes by the clock alone. */
class MailingTests {

    private static final MailSettings SETTINGS =
            new MailSettings("timed", "", false, Duration.ofMinutes(2), Duration.ofHours(23), 1.5);
    private static final Duration GAP = SETTINGS.mailingGap();
    private static final Timed CARRIER = new Timed();
    private static TestDatabase database;

    private final Mailer mailer = database.get(Mailer.class);
    private final Outbox outbox = database.get(Outbox.class);
    private final Mailings mailings = database.get(Mailings.class);
    private final WrittenLetters letters = database.get(WrittenLetters.class);
    private final TestClock clock = database.get(TestClock.class);
    private final AccountId ana = AccountId.fresh();

    @BeforeAll
    static void open() {
        database = TestDatabase.with(context -> {
            context.registerBean("messageSource", ResourceBundleMessageSource.class, OutboxTests::words);
            context.registerBean(Operator.class, OutboxTests::operator);
            context.registerBean(MailSettings.class, () -> SETTINGS);
            context.registerBean(Carrier.class, () -> CARRIER);
            context.registerBean(
                    AddressBook.class,
                    () -> account ->
                            Optional.of(new Entry(new EmailAddress("ana@example.com"), "Ana", Locale.ENGLISH)));
            context.registerBean(Composer.class);
            context.registerBean(WrittenLetters.class);
            context.registerBean(Outbox.class);
            context.registerBean(Nudge.class);
            context.registerBean(PostOffice.class);
            context.registerBean(Mailings.Pause.class, () -> MailingTests::pass);
            context.registerBean(Mailings.class);
        });
    }

    private static void pass(Duration time) {
        database.get(TestClock.class).advance(time);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void nothingOnTheWay() {
        database.sql().sql("delete from letter").update();
        database.sql()
                .sql("update mailing_turn set next_at = '2026-01-01T00:00:00Z'")
                .update();
        CARRIER.carried.clear();
        CARRIER.answer = () -> new Outcome.Taken("carried");
        clock.reset();
    }

    /** In whatever number and order they are written, and however often a run ends in between. */
    @Test
    void noTwoOfAMailingLeaveWithinTheGapAndTheOldestLeavesFirst() {
        var random = new Random(20261126);
        for (int round = 0; round < 5; round++) {
            nothingOnTheWay();
            int many = 1 + random.nextInt(60);
            for (int i = 0; i < many; i++) {
                write(announcement("number " + i));
                clock.advance(Duration.ofMillis(random.nextInt(40)));
            }
            for (int runs = 0; CARRIER.carried.size() < many && runs < 10; runs++) {
                mailings.sendDue();
                clock.advance(Duration.ofMillis(random.nextInt(3000)));
            }
            assertThat(CARRIER.carried).hasSize(many);
            for (int i = 0; i < many; i++) {
                assertThat(CARRIER.carried.get(i).subject()).isEqualTo("number " + i);
            }
            List<Instant> turns = turns();
            for (int i = 1; i < many; i++) {
                assertThat(Duration.between(turns.get(i - 1), turns.get(i))).isGreaterThanOrEqualTo(GAP);
            }
        }
    }

    private static List<Instant> turns() {
        return database.sql().sql("select tried_at from letter order by tried_at").query(OffsetDateTime.class).stream()
                .map(OffsetDateTime::toInstant)
                .toList();
    }

    @Test
    void ofAllNodesOneHasTheTurn() throws Exception {
        for (int i = 0; i < 8; i++) {
            write(announcement("number " + i));
        }
        Instant now = clock.instant();
        Callable<Optional<WrittenLetters.Claimed>> node =
                () -> letters.claimOfMailing(now, now.plus(SETTINGS.lease()), GAP);
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            int claimed = 0;
            for (var one : nodes.invokeAll(Collections.nCopies(8, node))) {
                claimed += one.get().isPresent() ? 1 : 0;
            }
            assertThat(claimed).isOne();
        }
        assertThat(letters.claimOfMailing(now.plus(GAP).minusMillis(1), now.plusSeconds(60), GAP))
                .isEmpty();
        assertThat(letters.claimOfMailing(now.plus(GAP), now.plusSeconds(60), GAP))
                .isPresent();
    }

    @Test
    void whatIsNoMailingLeavesAtOnceHoweverManyWait() {
        for (int i = 0; i < 50; i++) {
            write(announcement("number " + i));
        }
        write(Letters.resetPassword("https://example.com/reset", clock.instant()));
        write(Letters.securityChanged("passkey-added", "https://example.com/", clock.instant()));
        assertThat(outbox.sendDue()).isEqualTo(2);
        assertThat(CARRIER.templates()).containsExactly("reset-password", "security-changed");
    }

    /** Somebody asks for a new password while a mailing is under way: theirs is the next to leave. */
    @Test
    void whatIsNoMailingOvertakesOneThatIsUnderWay() {
        for (int i = 0; i < 6; i++) {
            write(announcement("number " + i));
        }
        CARRIER.answer = () -> {
            if (CARRIER.carried.size() == 3) {
                write(Letters.resetPassword("https://example.com/reset", clock.instant()));
                outbox.sendDue();
            }
            return new Outcome.Taken("carried");
        };
        mailings.sendDue();
        assertThat(CARRIER.templates().indexOf("reset-password")).isEqualTo(3);
        assertThat(CARRIER.carried).hasSize(7);
    }

    @Test
    void aCarrierThatAsksToWaitStopsTheMailingAlone() {
        write(announcement("first"));
        write(announcement("second"));
        CARRIER.answer = () -> new Outcome.Later("rate_limit_exceeded", Duration.ofSeconds(30));
        assertThat(mailings.sendDue()).isZero();
        assertThat(CARRIER.carried).hasSize(1);
        CARRIER.answer = () -> new Outcome.Taken("carried");
        write(Letters.resetPassword("https://example.com/reset", clock.instant()));
        assertThat(outbox.sendDue()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(mailings.sendDue()).isEqualTo(2);
    }

    @Test
    void oneThatWaitedForDaysForItsTurnIsSentAndOneThatFailsForADayIsGivenUp() {
        write(announcement("late"));
        clock.advance(Duration.ofDays(3));
        assertThat(mailings.sendDue()).isEqualTo(1);
        write(announcement("never"));
        CARRIER.answer = () -> new Outcome.Later("network", Duration.ZERO);
        for (int hour = 0; hour < 26; hour++) {
            mailings.sendDue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(database.sql()
                        .sql("select reason from letter where state = 'refused'")
                        .query(String.class)
                        .list())
                .hasSize(1)
                .isSubsetOf("network", "too-late");
    }

    @Test
    void aRunEndsAndTheNextGoesOn() {
        for (int i = 0; i < 45; i++) {
            write(announcement("number " + i));
        }
        assertThat(mailings.sendDue()).isBetween(25, 31);
        mailings.sendDue();
        assertThat(CARRIER.carried).hasSize(45);
        assertThat(mailings.sendDue()).isZero();
    }

    @Test
    void aPaceThatIsNoneIsRefused() {
        for (double none : new double[] {0, -1, Double.NaN, 2000}) {
            assertThatThrownBy(() ->
                            new MailSettings("timed", "", false, Duration.ofMinutes(2), Duration.ofHours(23), none))
                    .hasMessageContaining("mail.mailing-per-second");
        }
    }

    private void write(Letter letter) {
        database.transactions().executeWithoutResult(status -> mailer.write(ana, letter));
    }

    private static Letter announcement(String title) {
        return Letters.announcement("https://example.com/", title, "标题", "Words.", "内容。");
    }

    /** Remembers what it carried. */
    private static final class Timed implements Carrier {

        private final List<Envelope> carried = new ArrayList<>();
        private Supplier<Outcome> answer;

        List<String> templates() {
            return carried.stream().map(Envelope::template).toList();
        }

        @Override
        public synchronized Outcome carry(Envelope envelope) {
            carried.add(envelope);
            return answer.get();
        }
    }
}
