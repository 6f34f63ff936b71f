package com.allvideomodels.provider;

import java.time.Duration;

/**
 * One way of asking a company for videos. Every call is one exchange, bounded in time and size, thread-safe, and ends in a
 * value: failures of the network are outcomes, not exceptions. Nothing repeats a create, anywhere below this line.
 */
public interface VideoProvider {

    /** Which API this speaks to. */
    ProviderApi api();

    /** Whether a key is configured. Without one its models are shown as unavailable. */
    boolean available();

    /** Asks for a video. At most one request that creates ever leaves the machine. */
    Submission submit(RenderRequest request);

    /** Asks what became of it. */
    Sighting look(ProviderTask task);

    /**
     * Asks to stop. Never deletes a finished video: adapters whose provider deletes on the same call look first. Where the
     * provider has no such call, nothing is sent.
     */
    default Cancellation cancel(ProviderTask task) {
        return new Cancellation.NotOffered();
    }

    /**
     * Asks to delete the copy of a task that has ended and whose video is in our hands. Where the provider has no such call,
     * nothing is sent.
     */
    default CopyDeletion deleteCopy(ProviderTask task) {
        return new CopyDeletion.NotOffered();
    }

    /** Looks for the task of a request whose answer was lost. Where the provider has no list, nothing is sent. */
    default Reconciliation find(RenderRequest request) {
        return new Reconciliation.NotOffered();
    }

    /** Whether it has a list in which {@link #find} may find such a task. */
    default boolean lists() {
        return false;
    }

    /** The least time between two looks at one task that the provider allows, before jitter. */
    Duration pace();

    /** How many tasks the provider runs for us at once, over all nodes. */
    int concurrency();
}
