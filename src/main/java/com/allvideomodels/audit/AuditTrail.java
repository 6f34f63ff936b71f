package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;

/**
 * What was done, by whom and to whom (clauses security.rbac, use.security). Each row carries the hash of the one before it, over
 * what is stored, which is ciphertext; checkpoints of the chain are signed and lie outside the database.
 */
public interface AuditTrail {

    /**
     * Writes it down in the caller's transaction: both happen or neither does.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    void record(Act act);

    /** Destroys what makes the details about this person readable, in the caller's transaction. The chain still verifies. */
    void forget(AccountId subject);
}
