package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Much of a cap is used.
 *
 * @param refused the period of the cap that was in the way of something, {@code null} where nothing was refused
 */
record CapNear(AccountId owner, @Nullable SpendingPeriod refused) {}
