package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people brought, each for 30 days (clause retain.input). */
public interface Uploads {

    /**
     * Stores and checks a file by its content, whatever it is called. A refused file leaves nothing behind.
     *
     * @param name as the browser gave it; any length, any characters
     * @throws IOException if the stream or the store failed
     */
    Receipt receive(AccountId owner, String name, InputStream bytes) throws IOException;

    /**
     * Makes an upload of something of the person's own that is already stored, for instance an output or a frame of it, so that it
     * can go into the next video.
     *
     * @param until when it goes at the latest: what comes of an output never outlives the output (clause retain.output)
     * @throws IllegalArgumentException if {@code source} is somebody else's
     * @throws IOException if the store failed
     */
    Receipt adopt(AccountId owner, String name, Stored source, Instant until) throws IOException;

    /** Nothing for a stranger's upload, one past its deadline, or a deleted one. */
    Optional<Upload> find(AccountId owner, UploadId id);

    /** Those of these that {@link #find} would find, by their ids. */
    Map<UploadId, Upload> findAll(AccountId owner, Collection<UploadId> ids);

    /** The newest first, past deadlines left out. */
    List<Upload> recent(AccountId owner, int most);

    /** Destroys an upload and all that was made of it. Deleting twice changes nothing. */
    void delete(AccountId owner, UploadId id);

    /** How receiving ended. */
    sealed interface Receipt {
        record Received(Upload upload) implements Receipt {}

        record Refused(Why why) implements Receipt {}
    }

    /** Why a file was refused; the message {@code upload.refused.WHY} says it in words. */
    enum Why {
        EMPTY,
        TOO_LARGE,
        /** No picture or video of a kind we take, whatever its name says. */
        UNSUPPORTED,
        /** A kind we take, but broken or cut off. */
        BROKEN,
        /** More pixels, or a longer video, than we take. */
        TOO_BIG_INSIDE,
        /** Looking into it did not end in time; it may, on another try. */
        TOO_SLOW,
        /** Too much is being looked into already, of everybody's or of this person's. */
        BUSY,
        /** The request or the store failed, which says nothing of the file. */
        UNAVAILABLE,
        /** Too many uploads stored already. */
        TOO_MANY
    }
}
