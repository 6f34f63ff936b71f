package com.allvideomodels.http;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Makes the HTTP client of each adapter out of one, so that threads are shared. */
@Component
public final class ApiClients {

    /** Shorter than any company keeps an idle connection, so that a request seldom meets one that is just closing. */
    private static final long IDLE_SECONDS = 20;

    private static final int IDLE_CONNECTIONS = 20;

    /** 200 MB over a poor line; silence still ends it sooner. */
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final OkHttpClient shared;

    @Autowired
    public ApiClients(InstantSource clock) {
        this(clock, Timeouts.USUAL);
    }

    public ApiClients(InstantSource clock, Timeouts timeouts) {
        this.clock = clock;
        this.shared = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.silence())
                .writeTimeout(timeouts.silence())
                .callTimeout(timeouts.whole())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .addNetworkInterceptor(Sending::once)
                .build();
    }

    /**
     * A client for one host.
     *
     * @param base https, or http on this machine; its path, if any, begins every path
     * @param headers sent to this host with every request and to no other: the key, a version
     * @throws IllegalArgumentException if the base is neither
     */
    public ApiClient at(URI base, Map<String, String> headers) {
        var address = HttpUrl.get(base.toString());
        boolean here = loopback(address);
        if (!address.isHttps() && !here) {
            throw new IllegalArgumentException("a company's address must be https: " + base);
        }
        return new ApiClient(address, Map.copyOf(headers), clock, shared, creates(), uploads(here), here);
    }

    /**
     * A create gets a connection of its own over HTTP/1.1: one from a pool may be closing under it, and then nobody knows
     * whether it arrived; and a stream of HTTP/2 may be refused and sent again.
     */
    private OkHttpClient creates() {
        return shared.newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
    }

    /** For addresses that a company's answer names. One on this machine may name this machine; one outside may not. */
    private OkHttpClient uploads(boolean here) {
        var longer = shared.newBuilder().callTimeout(LONGEST_UPLOAD);
        return (here ? longer : PublicNetwork.only(longer)).build();
    }

    private static boolean loopback(HttpUrl address) {
        return switch (address.host()) {
            case "localhost", "127.0.0.1", "::1" -> true;
            default -> address.host().endsWith(".localhost");
        };
    }
}
