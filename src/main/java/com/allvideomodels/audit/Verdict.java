package com.allvideomodels.audit;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the verifier found. It goes through a session on its way to a page. */
public sealed interface Verdict extends Serializable {

    /**
     * Nothing was changed, removed, moved or cut off up to the newest checkpoint, and what follows it hangs together.
     *
     * @param rows there are
     * @param lost how many rows restores of the database have lost, as was declared when they did
     * @param checkpointAt when the newest checkpoint was made; nothing before the first
     */
    record Whole(
            long rows, int checkpoints, long lost, @Nullable Instant checkpointAt) implements Verdict {}

    /** @param number the first that is wrong; for {@link Fault#RECOMPUTED} the first that is proven to be */
    record Broken(long number, Fault fault) implements Verdict {}

    /** How a row is wrong. */
    enum Fault {
        /** Its content is not what its hash was made of. */
        EDITED,
        /** It is not there, and those after it are. */
        MISSING,
        /** It does not follow the one before it. */
        UNLINKED,
        /** It hangs together and differs from a checkpoint: it, or one before it, was changed and all hashes made again. */
        RECOMPUTED,
        /** It and all after it are not there, though a checkpoint or the head of the chain speaks of them. */
        CUT_OFF,
        /** The checkpoint of this number is not signed by us. */
        FORGED_CHECKPOINT
    }
}
