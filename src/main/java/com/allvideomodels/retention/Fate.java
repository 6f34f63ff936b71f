package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;

/** What has become of one kept thing. */
public sealed interface Fate {

    /** @param deadline when it goes unless it is held; far away for what has none */
    record Kept(AccountId owner, Instant deadline) implements Fate {}

    record Destroyed(Instant at) implements Fate {}

    /** There never was one, or all trace of it is gone. */
    record Unknown() implements Fate {}
}
