package com.allvideomodels.generation;

import com.allvideomodels.provider.ProviderApi;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of step on the way to a video. Any number of nodes run every station at once. */
interface Station {

    /**
     * Takes at most so many of those that are due. Steps that are taken and never run are found again when their lease ends.
     *
     * @param full APIs that have their share of hands already: none of theirs is taken
     */
    List<Step> take(int most, Set<ProviderApi> full);

    /** Takes of any API. */
    default List<Step> take(int most) {
        return take(most, Set.of());
    }

    /** Takes and runs what is due now. */
    default int runDue() {
        List<Step> steps = take(100);
        steps.forEach(step -> step.work().run());
        return steps.size();
    }

    /** @param claim kept alive while the work runs; {@code null} where doing it twice does no harm */
    record Step(ProviderApi api, @Nullable Claim claim, Runnable work) {

        Step(Claim claim, Runnable work) {
            this(claim.api(), claim, work);
        }
    }
}
