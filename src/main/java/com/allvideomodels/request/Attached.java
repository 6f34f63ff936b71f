package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.MediaId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a request by mail.
 *
 * @param place in the mail, from 1
 * @param part under which the carrier keeps it
 * @param name as whoever sent it called it
 * @param reason why it was refused; each has a message {@code request.file.REASON}
 * @param size in bytes; 0 of what was not kept
 * @param owner under whose key it is stored: the account's or, where there is none, one of the request's own
 */
record Attached(
        UUID id,
        int place,
        String part,
        String name,
        State state,
        @Nullable String reason,
        int attempts,
        @Nullable String contentType,
        long size,
        @Nullable AccountId owner,
        @Nullable MediaId media) {

    enum State {
        /** Not fetched yet. */
        WAITING,
        KEPT,
        /** Noted and not kept. */
        REFUSED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it is saved as: nothing of its name leads out of a folder or ends in anything that runs. */
    String download() {
        String plain = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").replaceAll("\\.[^.]*$", "");
        String ending = AttachmentKind.endingOf(contentType == null ? "" : contentType);
        return (plain.isBlank() ? "attachment-" + place : plain) + "." + ending;
    }
}
