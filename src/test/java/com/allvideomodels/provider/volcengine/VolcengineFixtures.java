package com.allvideomodels.provider.volcengine;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.unit.DataSize;

final class VolcengineFixtures {

    private VolcengineFixtures() {}

    static VolcengineSettings at(URI base, String key) {
        return new VolcengineSettings(
                base,
                key,
                "doubao-",
                Map.of(),
                3,
                Duration.ofSeconds(10),
                DataSize.ofMegabytes(8),
                Duration.ofHours(1),
                Duration.ofHours(24));
    }
}
