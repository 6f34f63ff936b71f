package com.allvideomodels.provider.pika;

import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** fal's published keys, kept for at most a day, and fetched anew at most every few minutes however many signatures fail. */
@Component
class FalKeys {

    static final Duration LONGEST = Duration.ofHours(24);
    static final Duration SHORTEST = Duration.ofMinutes(5);

    private final ApiClient published;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Kept kept = new Kept(List.of(), Instant.MIN, Instant.MIN);

    FalKeys(ApiClients clients, PikaSettings settings, InstantSource clock) {
        // No key of ours goes there.
        this.published = clients.at(settings.jwksUrl(), java.util.Map.of());
        this.clock = clock;
    }

    /** The keys, as raw bytes; empty where there are none that are young enough and none could be fetched. */
    List<byte[]> keys() {
        return kept.youngerThan(LONGEST, clock.instant()) ? kept.keys() : fetched();
    }

    /** Likewise for a signature that none of {@link #keys} made: fal may have begun to use another key. */
    List<byte[]> newerKeys() {
        return fetched();
    }

    private List<byte[]> fetched() {
        fetching.lock();
        try {
            var now = clock.instant();
            if (!kept.triedWithin(SHORTEST, now)) {
                kept = kept.after(now, fetch());
            }
            return kept.youngerThan(LONGEST, now) ? kept.keys() : List.of();
        } finally {
            fetching.unlock();
        }
    }

    private Optional<List<byte[]>> fetch() {
        return published
                .get(published.at(""))
                .success(Jwks.class)
                .map(Jwks::raw)
                .filter(keys -> !keys.isEmpty());
    }

    private record Kept(List<byte[]> keys, Instant from, Instant tried) {

        boolean youngerThan(Duration age, Instant now) {
            return !keys.isEmpty() && from.plus(age).isAfter(now);
        }

        boolean triedWithin(Duration age, Instant now) {
            return tried != Instant.MIN && tried.plus(age).isAfter(now);
        }

        Kept after(Instant now, Optional<List<byte[]>> fresh) {
            return fresh.map(keys -> new Kept(keys, now, now)).orElseGet(() -> new Kept(keys, from, now));
        }
    }

    record Jwks(@Nullable List<Jwk> keys) {
        List<byte[]> raw() {
            return keys == null
                    ? List.of()
                    : keys.stream().map(Jwk::raw).filter(Objects::nonNull).toList();
        }
    }

    record Jwk(
            @Nullable String kty,
            @Nullable String crv,
            @Nullable String x) {
        byte @Nullable [] raw() {
            if (!"OKP".equals(kty) || !"Ed25519".equals(crv) || x == null) {
                return null;
            }
            try {
                var bytes = java.util.Base64.getUrlDecoder().decode(x);
                return bytes.length == 32 ? bytes : null;
            } catch (IllegalArgumentException garbled) {
                return null;
            }
        }
    }
}
