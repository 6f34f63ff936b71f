package com.allvideomodels.auditor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be.
 *
 * @param what an id, the name of a key, or a class of data; never content
 * @param due when it should have been gone; nothing where that is not the trouble
 */
record Finding(Kind kind, String what, @Nullable Instant due) {

    /** In which way. */
    enum Kind {
        /** Bytes of which the time is over. */
        OVERDUE,
        /** Bytes that no row knows. */
        ORPHAN,
        /** A living row without its bytes. */
        MISSING,
        /** An old version or a marker. */
        VERSION,
        /** Parts of something that was never finished. */
        UPLOAD,
        /** A key that should be destroyed. */
        KEY,
        /** Rows of which the time is over, by their class. */
        ROWS
    }
}
