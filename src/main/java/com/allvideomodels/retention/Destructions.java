package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The list of what was destroyed. It is copied out of the database, so that a restored one can be told what it has forgotten;
 * receipts are made from it.
 */
public interface Destructions {

    /** In the transaction that destroys. Recording the same thing again changes nothing. */
    void record(Destruction destruction, Instant now);

    /**
     * The store has confirmed that the bytes under these keys are gone; in the transaction that ends their deletion. What every
     * key of a destruction has been confirmed for can get a receipt.
     */
    void bytesGone(Collection<String> objectKeys, Instant now);

    /**
     * Marks an account as erased, in the transaction that erases. From then on nothing new can be kept for it, whoever comes late.
     */
    void erased(AccountId account, Instant now);

    boolean isErased(AccountId account);

    /** When it was; nothing where it was not. */
    Optional<Instant> erasedAt(AccountId account);
}
