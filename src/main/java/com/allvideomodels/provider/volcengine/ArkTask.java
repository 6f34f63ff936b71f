package com.allvideomodels.provider.volcengine;

import com.allvideomodels.provider.http.Listing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A task as Ark tells it. Before it has ended most fields are missing. */
@JsonNaming(SnakeCaseStrategy.class)
record ArkTask(
        @Nullable String id,
        @Nullable String model,
        @Nullable String status,
        @Nullable ArkError error,
        @Nullable Content content,
        long createdAt,
        @Nullable Long seed,
        @Nullable String resolution,
        @Nullable String ratio,
        @Nullable Integer duration,
        @Nullable Boolean generateAudio,
        @Nullable String safetyIdentifier) {

    boolean waiting() {
        return "queued".equals(status) || "running".equals(status);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Content(@Nullable String videoUrl) {}

    /** A page of the list. */
    record Page(@Nullable Long total, @Nullable List<ArkTask> items) {

        /**
         * Empty where the answer holds no list; without its total nobody can tell that it does.
         *
         * @param until how many tasks the pages so far can hold
         */
        Optional<Listing.Page<ArkTask>> listed(int until) {
            if (total == null || (items == null && total > 0)) {
                return Optional.empty();
            }
            return Optional.of(new Listing.Page<>(items == null ? List.of() : items, total <= until));
        }
    }
}
