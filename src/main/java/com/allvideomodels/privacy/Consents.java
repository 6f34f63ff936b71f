package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.util.Set;

/** What people agreed to. Every change is an event that stays; what holds now is the last event of each purpose. */
public interface Consents {

    /**
     * Records that a person agrees, in the caller's transaction. Agreeing twice to the same version changes nothing.
     *
     * @param version of the text they saw: a policy version or the date of a provider's statement
     */
    void give(AccountId who, Purpose purpose, String version);

    /** Records that a person agrees no longer. Withdrawing what was never given changes nothing. */
    void withdraw(AccountId who, Purpose purpose);

    /** Whether the last event agrees, and where the purpose is a provider's, to its statement as it stands today. */
    boolean holds(AccountId who, Purpose purpose);

    /** All purposes that {@linkplain #holds hold}. */
    Set<Purpose> holding(AccountId who);
}
