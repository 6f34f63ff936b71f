package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;

/**
 * What keeps others out of an account after an incident (clause security.incident). Each call is one act of staff in the audit trail, in the
 * caller's transaction, and may be repeated.
 */
public interface Containment {

    /** Ends every session of the account, one that is just being opened too. Whoever knows how may sign in again. */
    void endSessions(AccountId account, AccountId by);

    /**
     * Ends every session and lets nobody in until the suspension is lifted; one that is there already keeps its reason. Nothing where there
     * is no such account.
     *
     * @param reason for staff, 1 to 500 characters
     */
    void suspend(AccountId account, String reason, AccountId by);
}
