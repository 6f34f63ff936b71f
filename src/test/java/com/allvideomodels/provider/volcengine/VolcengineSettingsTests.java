package com.allvideomodels.provider.volcengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class VolcengineSettingsTests {

    @Test
    void withoutAWordItIsChinaAndUnavailable() {
        var settings = bound(Map.of());
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://ark.cn-beijing.volces.com/api/v3"));
        assertThat(settings.complete()).isFalse();
        assertThat(settings.concurrency()).isEqualTo(3);
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void bytePlusIsAMatterOfConfiguration() {
        var settings = bound(Map.of(
                "provider.volcengine.base-url", "https://ark.ap-southeast.bytepluses.com/api/v3",
                "provider.volcengine.api-key", "secret",
                "provider.volcengine.model-prefix", "",
                "provider.volcengine.model-ids.doubao-seedance-2-0-260128", "dreamina-seedance-2-0-260128"));
        assertThat(settings.complete()).isTrue();
        assertThat(settings.wireModel("doubao-seedance-2-0-260128")).isEqualTo("dreamina-seedance-2-0-260128");
        assertThat(settings.wireModel("doubao-seedance-1-5-pro-251215")).isEqualTo("seedance-1-5-pro-251215");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    private static VolcengineSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("provider.volcengine", VolcengineSettings.class);
    }
}
