package com.allvideomodels.retention;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last look at everything stored came to, for everyone to read. Answered by the auditor. */
public interface LastAudit {

    /** Nothing before the first look. */
    Optional<Figures> last();

    /**
     * @param failed whether it could not look; the figures are then those of the last one that could, or zero
     * @param overdueSeconds age beyond its deadline of the oldest thing that should be gone; 0 where there is none
     * @param orphans stored objects that nothing knows of
     * @param missing things that should be stored and are not
     * @param oldestOutput when the oldest video that is stored was made
     * @param oldestUpload when the oldest upload that is stored came
     */
    record Figures(
            Instant at,
            boolean failed,
            long objects,
            long overdueSeconds,
            long orphans,
            long missing,
            @Nullable Instant oldestOutput,
            @Nullable Instant oldestUpload) {}
}
