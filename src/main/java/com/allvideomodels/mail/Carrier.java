package com.allvideomodels.mail;

import com.allvideomodels.kernel.EmailAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes letters out of the house. Called outside any transaction, possibly more than once for the same letter: the {@link
 * Envelope#key} is then the same and so is every other word of the envelope.
 */
public interface Carrier {

    /** Hands over one letter and tells what became of it. Does not retry by itself. */
    Outcome carry(Envelope envelope);

    /**
     * @param key the same for every attempt, by which the carrier recognises what it already has
     * @param unsubscribe for the header of that purpose; only advertising has it
     */
    record Envelope(
            String key,
            String template,
            EmailAddress to,
            String subject,
            String html,
            String text,
            @Nullable String unsubscribe) {}

    /** What the carrier answered. */
    sealed interface Outcome {

        /** @param id under which the carrier knows the letter */
        record Taken(String id) implements Outcome {}

        /**
         * Not now; the same envelope is worth another attempt.
         *
         * @param reason a code, never text that a person wrote
         * @param pause at least this long
         */
        record Later(String reason, Duration pause) implements Outcome {}

        /**
         * Never; trying again would be answered the same.
         *
         * @param reason a code, never text that a person wrote
         */
        record Refused(String reason) implements Outcome {}
    }
}
