package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * The encrypted store. Bytes are encrypted as they stream through, under a data key of their own that is wrapped under a day
 * key and a subject key (clause security.at-rest); no plain byte touches a disk. Nothing is readable from its deadline on,
 * whether or not anything has swept yet.
 *
 * <p>No call may be made inside a transaction, except {@link #take}, {@link #shorten}, {@link #shred} and {@link #find}.
 */
public interface MediaVault {

    /**
     * Stores what the stream gives and closes nothing. The object can be read as soon as this returns. An output, export or attachment that
     * nobody {@linkplain #take takes} is destroyed some hours later.
     *
     * @param limit refuses, and leaves nothing behind, once the stream has given more bytes than this
     * @throws TooLarge past the limit
     * @throws Gone if the person was erased, or the object ordered to go, before it was whole
     * @throws IOException if the stream or the store failed; nothing readable is left behind
     */
    Stored keep(AccountId owner, MediaClass kind, String contentType, Instant deadline, InputStream bytes, long limit)
            throws IOException;

    /** Nothing for a stranger's object, one past its deadline, or one that was shredded. */
    Optional<Stored> find(AccountId owner, MediaId id);

    /**
     * All plain bytes, each authenticated before it is given. The caller closes the stream.
     *
     * @throws Gone if it was shredded or is past its deadline
     */
    InputStream open(Stored stored) throws IOException;

    /** {@code length} plain bytes from {@code offset}, by one ranged request to the store. The caller closes the stream. */
    InputStream open(Stored stored, long offset, long length) throws IOException;

    /**
     * Makes an output, export or attachment belong to what names it in the caller's transaction, so that it stays until its deadline.
     *
     * @return whether it is still there; if so, nothing but {@link #shred} destroys it any more
     */
    boolean take(AccountId owner, MediaId id);

    /** Ends an object, and all that was made of it, at {@code until} if that is before its deadline. In the caller's transaction. */
    void shorten(AccountId owner, MediaId id, Instant until);

    /**
     * Destroys an object and all that was made of it, in the caller's transaction: unreadable once it commits, its bytes deleted
     * soon after. While it is held it is unreadable all the same, and destroyed once nothing holds it. Shredding twice changes
     * nothing.
     */
    void shred(AccountId owner, MediaId id, Cause cause);

    /** A stream gave more than its limit. */
    final class TooLarge extends IOException {
        public TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    /** An object was shredded or reached its deadline, perhaps while it was being read. */
    final class Gone extends IOException {
        public Gone() {
            super("gone");
        }
    }
}
