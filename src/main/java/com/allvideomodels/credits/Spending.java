package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;

/** What somebody's limits on their own spending mean for what is under way. Safe for any number of threads; every call may be repeated. */
public interface Spending {

    /** Whether they stopped all spending: then nothing that was paid aside may begin. */
    boolean isStopped(AccountId owner);

    /** A cap of theirs was in the way of something, and nothing of that is left: they are told, once in each period. */
    void refused(AccountId owner, SpendingPeriod period);
}
