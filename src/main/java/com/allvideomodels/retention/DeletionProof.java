package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.UUID;

/** What can be shown of the end of something, for the page that says that it is gone. */
public interface DeletionProof {

    /** Of one thing of this person; of a stranger's nothing is said but {@link Standing.NotYet}. */
    Standing of(AccountId owner, UUID item);

    /** How far it is. No state claims more than has been seen. */
    sealed interface Standing {

        /** Nobody can read it, and nothing says that it was destroyed: the sweep is on its way, or a hold keeps it. */
        record NotYet() implements Standing {}

        /**
         * Its key is destroyed; the independent audit has not confirmed yet that nothing of it is stored.
         *
         * @param bytesGone whether the store has said so itself
         */
        record Unconfirmed(Instant destroyedAt, boolean bytesGone) implements Standing {}

        /** It was seen to be gone, and there is a receipt. */
        record Confirmed(Instant destroyedAt, UUID receipt, long number) implements Standing {}
    }
}
