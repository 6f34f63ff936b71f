package com.allvideomodels.sandbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a sandbox got.
 *
 * @param headers names in lower case
 * @param body as text, its first 200,000 characters
 * @param task the id of the task it was about, if it was about one
 * @param status of the answer; 0 if there was none
 */
public record Seen(
        Instant at,
        Point point,
        String method,
        String address,
        Map<String, String> headers,
        String body,
        @Nullable String task,
        int status) {}
