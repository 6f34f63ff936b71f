package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.http.ApiKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Luma is reached: the Agents API, and below {@code dream-machine} the older one. They share no keys.
 *
 * @param apiKey without it the models are shown as unavailable
 * @param concurrency active jobs at once over all nodes, pictures included
 * @param pace between two looks at one task
 * @param inline pictures up to this size together travel in the request, the others by link
 */
@ConfigurationProperties("provider.luma")
record LumaSettings(
        @DefaultValue("https://agents.lumalabs.ai/v1") URI baseUrl,
        @Nullable String apiKey,
        @DefaultValue("10") int concurrency,
        @DefaultValue("5s") Duration pace,
        @DefaultValue("8MB") DataSize inline,
        @DefaultValue DreamMachine dreamMachine) {

    boolean complete() {
        return ApiKey.given(apiKey);
    }

    Map<String, String> headers() {
        return ApiKey.bearer(apiKey);
    }

    record DreamMachine(
            @DefaultValue("https://api.lumalabs.ai/dream-machine/v1")
            URI baseUrl,

            @Nullable String apiKey,
            @DefaultValue("10") int concurrency,
            @DefaultValue("5s") Duration pace) {

        boolean complete() {
            return ApiKey.given(apiKey);
        }

        Map<String, String> headers() {
            return ApiKey.bearer(apiKey);
        }

        @Override
        public String toString() {
            return "DreamMachine[" + baseUrl + "]";
        }
    }

    @Override
    public String toString() {
        return "LumaSettings[" + baseUrl + "]";
    }
}
