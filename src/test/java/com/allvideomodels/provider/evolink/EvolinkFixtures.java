package com.allvideomodels.provider.evolink;

import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

final class EvolinkFixtures {

    private EvolinkFixtures() {}

    /** Tasks and files at one address. */
    static EvolinkSettings at(URI base, String key) {
        return new EvolinkSettings(base, base, key, 5, Duration.ofSeconds(10), DataSize.ofMegabytes(1));
    }
}
