package com.allvideomodels.provider;

import java.util.Map;

/**
 * A provider's name for the work it accepted.
 *
 * @param id as the provider gave it
 * @param details what the adapter needs besides, for instance the addresses fal answers with; stored with the task
 */
public record ProviderTask(String id, Map<String, String> details) {

    public ProviderTask {
        details = Map.copyOf(details);
    }

    public static ProviderTask of(String id) {
        return new ProviderTask(id, Map.of());
    }
}
