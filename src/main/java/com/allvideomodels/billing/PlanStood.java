package com.allvideomodels.billing;

import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.kernel.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * A plan has come to stand otherwise than before, or is new. Told within the transaction in which that is written down.
 *
 * @param plan as in {@code plans.yml}
 * @param before how it stood until now, {@code null} where it was not known
 */
record PlanStood(
        AccountId owner,
        String subscription,
        String plan,
        @Nullable Standing before,
        Standing standing) {

    /** Whether it is paid from now on and was not known to have been before. */
    boolean hasBegun() {
        return standing == Standing.ACTIVE && (before == null || before == Standing.UNCLEAR);
    }
}
