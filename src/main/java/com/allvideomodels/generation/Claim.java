package com.allvideomodels.generation;

import com.allvideomodels.provider.ProviderApi;
import java.util.UUID;

/**
 * The right to take the next step with one generation. It lapses with its time, and whoever finds it lapsed may take over; what
 * the late one then brings is not written.
 */
record Claim(UUID generation, ProviderApi api, UUID lease) {}
