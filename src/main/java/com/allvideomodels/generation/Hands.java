package com.allvideomodels.generation;

import com.allvideomodels.provider.ProviderApi;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The hands of one station on this node, and who keeps them busy. At most a quarter of them is filled in one go, and an API that has
 * half of them gets no more, so none ever has more than three quarters.
 */
final class Hands {

    private final int all;
    private final int most;
    private final AtomicIntegerArray busy = new AtomicIntegerArray(ProviderApi.values().length);

    Hands(int all) {
        this.all = all;
        this.most = Math.max(1, all / 4);
    }

    /** How many steps may be taken now. */
    int room() {
        int free = all;
        for (ProviderApi api : ProviderApi.values()) {
            free -= busy.get(api.ordinal());
        }
        return Math.clamp(free, 0, most);
    }

    /** The APIs that have their share. */
    Set<ProviderApi> full() {
        Set<ProviderApi> full = EnumSet.noneOf(ProviderApi.class);
        Arrays.stream(ProviderApi.values())
                .filter(api -> busy.get(api.ordinal()) >= Math.max(1, all / 2))
                .forEach(full::add);
        return full;
    }

    void begin(ProviderApi api) {
        busy.incrementAndGet(api.ordinal());
    }

    void end(ProviderApi api) {
        busy.decrementAndGet(api.ordinal());
    }
}
