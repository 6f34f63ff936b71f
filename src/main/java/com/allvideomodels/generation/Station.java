package com.allvideomodels.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of step on the way to a video. Any number of nodes run every station at once. */
interface Station {

    /** Takes at most so many of those that are due. Steps that are taken and never run are found again when their lease ends. */
    List<Step> take(int most);

    /** Takes and runs what is due now. */
    default int runDue() {
        List<Step> steps = take(100);
        steps.forEach(step -> step.work().run());
        return steps.size();
    }

    /** @param claim kept alive while the work runs; {@code null} where doing it twice does no harm */
    record Step(@Nullable Claim claim, Runnable work) {}
}
