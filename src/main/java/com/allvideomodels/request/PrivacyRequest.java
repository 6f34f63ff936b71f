package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request as it stands.
 *
 * @param number by which people and letters call it
 * @param account of the person it is about, where one was found; never told to whoever asks
 * @param subject address of the person it is about; nothing once the account was erased
 * @param contact where the answer goes, if elsewhere
 * @param words what they wrote
 * @param nthToKnow which one it is of this person's requests to know in that year; 0 for others
 * @param answer what staff wrote
 */
record PrivacyRequest(
        RequestId id,
        String number,
        Instant receivedAt,
        Channel channel,
        Right right,
        Regime regime,
        @Nullable AccountId account,
        @Nullable EmailAddress subject,
        @Nullable EmailAddress contact,
        Locale language,
        @Nullable String words,
        Course course,
        @Nullable UUID duplicateOf,
        @Nullable String extendedBecause,
        @Nullable Instant acknowledgedAt,
        int nthToKnow,
        @Nullable Denial denial,
        @Nullable String answer,
        @Nullable UUID erasureProposedBy,
        @Nullable UUID erasureApprovedBy,
        @Nullable Instant closedAt) {

    /** How it came in. */
    enum Channel {
        FORM,
        MAIL,
        POST,
        TELEPHONE;

        /** Those of which staff say that something came by them. */
        static final List<Channel> ENTERED = List.of(POST, TELEPHONE);

        static Optional<Channel> of(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** More often than was promised to be answered without asking why (clause ccpa.deadline); it is answered all the same. */
    static final int OFTEN = 3;

    Status status() {
        return course.status();
    }

    boolean isFlagged() {
        return nthToKnow >= OFTEN;
    }

    boolean isOverdue(Instant now) {
        return !status().isFinal() && !course.due().isAfter(now);
    }

    /** As pages write it. */
    public OffsetDateTime due() {
        return course.due().atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime received() {
        return receivedAt.atOffset(ZoneOffset.UTC);
    }
}
