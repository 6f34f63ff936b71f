package com.allvideomodels.retention;

import java.time.Instant;

/** How rows end for which one statement is not enough. */
@FunctionalInterface
public interface RowEnding {

    /**
     * Claims up to {@code most} and ends them, in the transaction it is called in.
     *
     * @return how many; fewer than {@code most} where nothing is left
     */
    int end(DueRows due, Instant now, int most);
}
