package com.allvideomodels.provider;

import java.time.Duration;

/** Stands where an API has no adapter: it is never available and nothing is ever sent. */
record Absent(ProviderApi api) implements VideoProvider {

    @Override
    public boolean available() {
        return false;
    }

    @Override
    public Submission submit(RenderRequest request) {
        return new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE);
    }

    @Override
    public Sighting look(ProviderTask task) {
        return new Sighting.Unanswered(null);
    }

    @Override
    public Duration pace() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int concurrency() {
        return 1;
    }
}
