package com.allvideomodels.provider.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider's key as an operator configures it: text, blank, or nothing. */
public final class ApiKey {

    private ApiKey() {}

    /** Whether there is one. */
    public static boolean given(@Nullable String key) {
        return key != null && !key.isBlank();
    }

    /** The header that carries it; none without a key. Some providers take this very spelling alone. */
    public static Map<String, String> bearer(@Nullable String key) {
        return given(key) ? Map.of("Authorization", "Bearer " + key) : Map.of();
    }
}
