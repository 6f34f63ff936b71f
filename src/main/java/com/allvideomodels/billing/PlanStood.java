package com.allvideomodels.billing;

import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.kernel.AccountId;

/**
 * A plan has come to stand otherwise than before, or is new. Told within the transaction in which that is written down.
 *
 * @param plan as in {@code plans.yml}
 */
record PlanStood(AccountId owner, String subscription, String plan, Standing standing) {}
