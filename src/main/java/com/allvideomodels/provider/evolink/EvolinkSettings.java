package com.allvideomodels.provider.evolink;

import com.allvideomodels.provider.http.ApiKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How EvoLink is reached. The names of its models drift; they are the wire ids of the catalogue.
 *
 * @param filesUrl where inputs are uploaded, with the same key
 * @param apiKey without it the models are shown as unavailable
 * @param concurrency tasks at once over all nodes; EvoLink publishes no figure
 * @param pace between two looks at one task
 * @param smallUpload files up to this size are uploaded as base64, larger ones as a stream
 */
@ConfigurationProperties("provider.evolink")
record EvolinkSettings(
        @DefaultValue("https://api.evolink.ai") URI baseUrl,
        @DefaultValue("https://files-api.evolink.ai") URI filesUrl,
        @Nullable String apiKey,
        @DefaultValue("5") int concurrency,
        @DefaultValue("10s") Duration pace,
        @DefaultValue("1MB") DataSize smallUpload) {

    boolean complete() {
        return ApiKey.given(apiKey);
    }

    Map<String, String> headers() {
        return ApiKey.bearer(apiKey);
    }

    @Override
    public String toString() {
        return "EvolinkSettings[" + baseUrl + "]";
    }
}
