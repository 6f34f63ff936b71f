package com.allvideomodels.provider.runway;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of Runway, version 2024-11-06. */
final class RunwayWire {

    private RunwayWire() {}

    record Created(@Nullable String id) {}

    record Task(
            @Nullable String status,
            @Nullable Double progress,
            @Nullable List<@Nullable String> output,
            @Nullable String failureCode) {}

    record Problem(@Nullable String error) {}

    record Slot(
            @Nullable String runwayUri,
            @Nullable String uploadUrl,
            @Nullable Map<String, String> fields) {}
}
