package com.allvideomodels.mail;

import com.allvideomodels.mail.Carrier.Outcome;
import com.allvideomodels.mail.WrittenLetters.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends letters of mailings to many at a pace of their own, over all nodes, below what the carrier takes. What is no mailing never waits for
 * them: it is sent by {@link Outbox}, and what the pace leaves of the carrier's rate is its.
 */
@Component
class Mailings {

    /** So long one run lasts at most; the timetable begins the next. */
    private static final Duration RUN = Duration.ofSeconds(20);

    private final WrittenLetters letters;
    private final Outbox outbox;
    private final MailSettings settings;
    private final Pause pause;
    private final InstantSource clock;

    Mailings(WrittenLetters letters, Outbox outbox, MailSettings settings, Pause pause, InstantSource clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {

        /** @param time positive */
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Sends one with each turn, until none is due, the carrier asks to wait, the run is over or this thread is interrupted.
     *
     * @return how many left the house
     */
    @Transactional(propagation = Propagation.NEVER)
    public int sendDue() {
        Instant end = clock.instant().plus(RUN);
        int sent = 0;
        while (awaitTurn(end)) {
            Optional<Claimed> next = claim();
            Outcome outcome = next.map(outbox::send).orElse(null);
            if (outcome instanceof Outcome.Later) {
                break;
            }
            sent += outcome instanceof Outcome.Taken ? 1 : 0;
        }
        return sent;
    }

    private Optional<Claimed> claim() {
        Instant now = clock.instant();
        return letters.claimOfMailing(now, now.plus(settings.lease()), settings.mailingGap());
    }

    /** @return whether there is one before the end, and it has come */
    private boolean awaitTurn(Instant end) {
        Instant now = clock.instant();
        Instant turn = letters.nextTurn(now).orElse(end);
        if (!turn.isBefore(end)) {
            return false;
        }
        return !turn.isAfter(now) || isOver(Duration.between(now, turn));
    }

    private boolean isOver(Duration wait) {
        try {
            pause.of(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
