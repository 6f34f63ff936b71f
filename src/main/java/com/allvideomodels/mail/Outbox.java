package com.allvideomodels.mail;

import com.allvideomodels.mail.AddressBook.Entry;
import com.allvideomodels.mail.Carrier.Envelope;
import com.allvideomodels.mail.Carrier.Outcome;
import com.allvideomodels.mail.WrittenLetters.Claimed;
import com.allvideomodels.mail.WrittenLetters.Ending;
import com.allvideomodels.mail.WrittenLetters.Sealed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends what was written. Any number of nodes and threads may send at once: each letter is leased to one of them. */
@Component
class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final WrittenLetters letters;
    private final Composer composer;
    private final Carrier carrier;
    private final ObjectProvider<AddressBook> addresses;
    private final ObjectProvider<Subscriptions> subscriptions;
    private final MailSettings settings;
    private final InstantSource clock;

    Outbox(
            WrittenLetters letters,
            Composer composer,
            ObjectProvider<Carrier> carriers,
            ObjectProvider<AddressBook> addresses,
            ObjectProvider<Subscriptions> subscriptions,
            MailSettings settings,
            InstantSource clock) {
        this.letters = letters;
        this.composer = composer;
        this.carrier = carriers.getIfAvailable(() -> noCarrier(settings));
        this.addresses = addresses;
        this.subscriptions = subscriptions;
        this.settings = settings;
        this.clock = clock;
    }

    private static Carrier noCarrier(MailSettings settings) {
        throw new IllegalStateException("Nothing carries letters: mail.carrier is '" + settings.carrier()
                + "'. Use 'resend' with resend.api-key and mail.from; 'mailbox' exists only when running locally.");
    }

    /**
     * Sends every letter that is due and of no mailing, one after the other, and stops early when the carrier asks to wait. Runs outside any
     * transaction, so that no connection and no lock waits for a network.
     *
     * @return how many letters left the house
     */
    @Transactional(propagation = Propagation.NEVER)
    public int sendDue() {
        int sent = 0;
        Optional<Claimed> next;
        while ((next = claim()).isPresent()) {
            Outcome outcome = send(next.get());
            if (outcome instanceof Outcome.Later) {
                break;
            }
            sent += outcome instanceof Outcome.Taken ? 1 : 0;
        }
        return sent;
    }

    private Optional<Claimed> claim() {
        Instant now = clock.instant();
        return letters.claim(now, now.plus(settings.lease()));
    }

    /** One letter that was claimed, outside of any transaction. */
    Outcome send(Claimed letter) {
        Instant now = clock.instant();
        if (now.isAfter(letter.since().plus(settings.patience()))) {
            giveUp(letter, "too-late", now);
            return new Outcome.Refused("too-late");
        }
        Optional<Entry> recipient = recipientOf(letter);
        if (recipient.isEmpty()) {
            letters.end(letter, Ending.DROPPED, clock.instant(), null, "no-account");
            return new Outcome.Refused("no-account");
        }
        if (!isAllowed(letter)) {
            letters.end(letter, Ending.DROPPED, clock.instant(), null, "not-allowed");
            return new Outcome.Refused("not-allowed");
        }
        Outcome outcome = carry(letter, recipient.get());
        record(letter, outcome);
        return outcome;
    }

    /** What people allow may have changed since the letter was written. */
    private boolean isAllowed(Claimed letter) {
        Subscriptions known = subscriptions.getIfAvailable();
        return letter.account() == null
                || known == null
                || known.allows(letter.account(), LetterKind.of(letter.letter()));
    }

    /** Of advertising alone. */
    private @Nullable String unsubscribe(Claimed letter) {
        return letter.account() == null || LetterKind.of(letter.letter()) != LetterKind.MARKETING
                ? null
                : subscriptions.getObject().unsubscribe(letter.account());
    }

    private Optional<Entry> recipientOf(Claimed letter) {
        if (letter.address() != null) {
            return Optional.of(new Entry(letter.address(), "", letter.language()));
        }
        return letter.account() == null
                ? Optional.empty()
                : addresses.getObject().find(letter.account());
    }

    private Outcome carry(Claimed letter, Entry recipient) {
        Claimed ready;
        String unsubscribe;
        try {
            unsubscribe = unsubscribe(letter);
            ready = composed(letter, recipient, unsubscribe);
        } catch (RuntimeException e) {
            LOG.error(
                    "Letter {} cannot be rendered from template {}",
                    letter.id(),
                    letter.letter().template(),
                    e);
            return new Outcome.Refused("template");
        }
        try {
            return carrier.carry(envelope(ready, recipient, unsubscribe));
        } catch (RuntimeException e) {
            LOG.error("The carrier failed on letter {}; it is tried again", letter.id(), e);
            return new Outcome.Later("carrier", Duration.ZERO);
        }
    }

    /** What was rendered for an earlier attempt is sent again word for word, unless the person's address changed since. */
    private Claimed composed(Claimed letter, Entry recipient, @Nullable String unsubscribe) {
        Sealed earlier = letter.envelope();
        if (earlier != null && earlier.to().equals(recipient.address().value())) {
            return letter;
        }
        return letters.seal(letter, composer.compose(letter.letter(), recipient, unsubscribe));
    }

    private static Envelope envelope(Claimed letter, Entry recipient, @Nullable String unsubscribe) {
        Sealed words = letter.envelope();
        if (words == null) {
            throw new IllegalStateException("letter " + letter.id() + " was not rendered");
        }
        return new Envelope(
                letter.key(),
                letter.letter().template(),
                recipient.address(),
                words.subject(),
                words.html(),
                words.text(),
                unsubscribe);
    }

    private void record(Claimed letter, Outcome outcome) {
        Instant now = clock.instant();
        switch (outcome) {
            case Outcome.Taken taken -> letters.end(letter, Ending.SENT, now, taken.id(), null);
            case Outcome.Refused refused -> giveUp(letter, refused.reason(), now);
            case Outcome.Later later -> tryLater(letter, later, now);
        }
    }

    private void tryLater(Claimed letter, Outcome.Later later, Instant now) {
        Duration backoff = settings.waitAfter(letter.attempts());
        Instant next = now.plus(backoff.compareTo(later.pause()) < 0 ? later.pause() : backoff);
        if (next.isAfter(letter.since().plus(settings.patience()))) {
            giveUp(letter, later.reason(), now);
        } else {
            letters.postpone(letter, next, later.reason());
        }
    }

    private void giveUp(Claimed letter, String reason, Instant now) {
        letters.end(letter, Ending.REFUSED, now, null, reason);
        LOG.warn(
                "Letter {} ({}) was given up after {} attempts: {}. It will not be sent.",
                letter.id(),
                letter.letter().template(),
                letter.attempts(),
                reason);
    }
}
