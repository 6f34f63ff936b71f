package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.util.Set;

/** What people agreed to. Every change is an event that stays; what holds now is the last event of each purpose. */
public interface Consents {

    /**
     * Records that a person agrees, in the caller's transaction. Agreeing twice to the same version changes nothing.
     *
     * @param version of the text they saw: a policy version or the date of a provider's statement
     * @throws ParentMissing where it is {@linkplain #withheld withheld} from them
     */
    void give(AccountId who, Purpose purpose, String version, Means means);

    /** Records that a person agrees no longer. Withdrawing what was never given changes nothing. */
    void withdraw(AccountId who, Purpose purpose, Means means);

    /**
     * Whether the last event agrees, and where the purpose is a provider's, to its statement as it stands today and with the parent of
     * somebody under 18.
     */
    boolean holds(AccountId who, Purpose purpose);

    /** All purposes that {@linkplain #holds hold}. */
    Set<Purpose> holding(AccountId who);

    /**
     * The providers of videos that this person can agree to only once a parent allows them, by the statement as it stands today; empty for
     * whoever opened their account as an adult (clauses children.age, training.disclosure).
     */
    Set<Purpose> withheld(AccountId who);
}
