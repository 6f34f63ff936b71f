package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Short-lived, unguessable addresses under which a provider may fetch one object. Every fetch is recorded (clause
 * share.providers). They die with the task, or at the latest at their own time.
 */
public interface ProviderLinks {

    /**
     * @param task of whoever asks; {@link #revoke} ends all links of a task
     * @param provider the slug of the company that will fetch it
     * @param until at the latest
     */
    URI make(AccountId owner, MediaId media, UUID task, String provider, Instant until);

    /** Ends every link of a task, in the caller's transaction. */
    void revoke(UUID task);
}
