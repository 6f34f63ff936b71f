package com.allvideomodels.mail;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was attached to mail that came in. Nothing of it can be trusted: neither its name, nor the kind it claims to be, nor where it
 * says it lies. No call may be made inside a transaction. Safe to use by several threads.
 */
public interface ReceivedFiles {

    /**
     * What was attached, in its order, up to a hundred; nothing where the mail is gone.
     *
     * @param mail the id of a {@link ReceivedMail}
     * @throws IOException where another attempt is worth it
     */
    List<ReceivedFile> of(String mail) throws IOException;

    /**
     * Fetches one, if the configuration allows its host: by https, without following anybody elsewhere, and from no private network.
     *
     * @param limit in bytes; more of it is not read
     */
    Fetched fetch(ReceivedFile file, int limit);

    /**
     * @param id under which the carrier keeps it, unique within its mail
     * @param name as whoever sent it called it, cut and without control characters; may be empty
     * @param address where it can be fetched for an hour; nothing where the carrier named none
     */
    record ReceivedFile(String id, String name, @Nullable URI address) {}

    /** What came of it. */
    sealed interface Fetched {

        /** All of it. */
        record Whole(byte[] bytes) implements Fetched {}

        /** It never will be: trying again would be answered the same. */
        record Refused(Why why) implements Fetched {}

        /** Nobody answered in time, or not well; another attempt is worth it. */
        record Unanswered() implements Fetched {}
    }

    /** Why something is not fetched. */
    enum Why {
        /** The address is none that may be called, or leads elsewhere. */
        FORBIDDEN,
        /** It is not there any more. */
        GONE,
        /** It is larger than the limit. */
        TOO_LARGE
    }
}
