package com.allvideomodels.provider.volcengine;

import com.allvideomodels.provider.http.ApiKey;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Ark is reached.
 *
 * @param baseUrl the China region, or a BytePlus host; keys and model ids do not cross regions
 * @param apiKey without it the models are shown as unavailable
 * @param modelPrefix what stands in place of {@code doubao-}; empty for most BytePlus ids
 * @param modelIds whole ids, by the id in the catalogue, where the prefix is not enough ({@code dreamina-seedance-…})
 * @param concurrency tasks at once over all nodes; the console shows the account's own figure
 * @param pace between two looks at one task
 * @param inline pictures up to this size together travel in the request, the others by link
 * @param expiry after which Ark drops a task that it has not made, unpaid; from one hour to three days. Ark's own two days would
 *     outlive our patience, and the video would be paid for and never fetched
 * @param flexExpiry the same for what was asked for at half price
 */
@ConfigurationProperties("provider.volcengine")
record VolcengineSettings(
        @DefaultValue("https://ark.cn-beijing.volces.com/api/v3")
        URI baseUrl,

        @Nullable String apiKey,
        @DefaultValue("doubao-") String modelPrefix,
        @DefaultValue Map<String, String> modelIds,
        @DefaultValue("3") int concurrency,
        @DefaultValue("10s") Duration pace,
        @DefaultValue("8MB") DataSize inline,
        @DefaultValue("1h") Duration expiry,
        @DefaultValue("24h") Duration flexExpiry) {

    private static final String CHINA = "doubao-";

    boolean complete() {
        return ApiKey.given(apiKey);
    }

    Map<String, String> headers() {
        return ApiKey.bearer(apiKey);
    }

    /** The region's own name for a model of the catalogue. */
    String wireModel(String catalogued) {
        var whole = modelIds.get(catalogued);
        if (whole != null) {
            return whole;
        }
        return catalogued.startsWith(CHINA) ? modelPrefix + catalogued.substring(CHINA.length()) : catalogued;
    }

    @Override
    public String toString() {
        return "VolcengineSettings[" + baseUrl + "]";
    }
}
