package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The list of what was destroyed. It is copied out of the database, so that a restored one can be told what it has forgotten;
 * receipts are made from it.
 */
public interface Destructions {

    /** In the transaction that destroys. Recording the same thing again changes nothing. */
    void record(Collection<Destruction> destructions, Instant now);

    /** One alone. */
    default void record(Destruction destruction, Instant now) {
        record(List.of(destruction), now);
    }

    /**
     * The store has confirmed that the bytes under these keys are gone; in the transaction that ends their deletion. What every
     * key of a destruction has been confirmed for can get a receipt.
     *
     * @param itemOfKey each key with the item it belongs to; one of which no destruction is recorded is passed over
     */
    void bytesGone(Map<String, UUID> itemOfKey, Instant now);

    /**
     * Marks an account as erased, in the transaction that erases. From then on nothing new can be kept for it, whoever comes late.
     */
    void erased(AccountId account, Instant now);

    boolean isErased(AccountId account);

    /** When it was; nothing where it was not. */
    Optional<Instant> erasedAt(AccountId account);
}
