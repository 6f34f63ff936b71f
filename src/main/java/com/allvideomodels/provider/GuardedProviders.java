package com.allvideomodels.provider;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The adapters that there are, each behind a circuit of its own. */
@Component
class GuardedProviders implements Providers {

    private final Map<ProviderApi, GuardedProvider> guarded = new EnumMap<>(ProviderApi.class);

    GuardedProviders(List<VideoProvider> adapters, ProvidersSettings settings, InstantSource clock) {
        Map<ProviderApi, VideoProvider> known = new EnumMap<>(ProviderApi.class);
        for (var adapter : adapters) {
            if (known.put(adapter.api(), adapter) != null) {
                throw new IllegalStateException("two adapters for " + adapter.api());
            }
        }
        for (var api : ProviderApi.values()) {
            var adapter = known.getOrDefault(api, new Absent(api));
            guarded.put(api, new GuardedProvider(adapter, new Circuit(api, settings, clock)));
        }
    }

    @Override
    public VideoProvider of(ProviderApi api) {
        return guarded(api);
    }

    @Override
    public boolean open(ProviderApi api) {
        return guarded(api).open();
    }

    private GuardedProvider guarded(ProviderApi api) {
        return Objects.requireNonNull(guarded.get(api));
    }
}
