package com.allvideomodels.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * The instant by which things are destroyed. Whoever destroys by the clock asks here and not the machine: a clock that ran ahead must
 * not destroy what is not due.
 */
public interface DestructionClock {

    /** Never before an earlier answer that was acted on; nothing while the clocks cannot be believed, and nothing is destroyed. */
    Optional<Instant> now();
}
