package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;

/** With this hold somebody's balance fell below what they call little. */
record BalanceLow(AccountId owner, HoldId hold) {}
