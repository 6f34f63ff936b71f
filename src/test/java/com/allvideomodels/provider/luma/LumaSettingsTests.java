package com.allvideomodels.provider.luma;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LumaSettingsTests {

    @Test
    void theTwoInterfacesShareNoKey() {
        var settings = bound(Map.of("provider.luma.api-key", "luma-api-secret"));
        assertThat(settings.complete()).isTrue();
        assertThat(settings.dreamMachine().complete()).isFalse();
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://agents.lumalabs.ai/v1"));
        assertThat(settings.dreamMachine().baseUrl()).isEqualTo(URI.create("https://api.lumalabs.ai/dream-machine/v1"));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void theOlderOneIsBeside() {
        var settings = bound(Map.of(
                "provider.luma.dream-machine.base-url", "http://localhost:9000/dream-machine/v1",
                "provider.luma.dream-machine.api-key", "luma-secret"));
        assertThat(settings.complete()).isFalse();
        assertThat(settings.dreamMachine().headers()).containsEntry("Authorization", "Bearer luma-secret");
        assertThat(settings.dreamMachine().toString()).doesNotContain("secret");
    }

    private static LumaSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("provider.luma", LumaSettings.class);
    }
}
