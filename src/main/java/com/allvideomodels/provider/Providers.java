package com.allvideomodels.provider;

/** Every provider, each behind its own circuit breaker. */
public interface Providers {

    /** The adapter for an API; every API has one, available or not. */
    VideoProvider of(ProviderApi api);

    /** Whether requests may be sent now: a key is there and the circuit is not open. */
    boolean open(ProviderApi api);
}
