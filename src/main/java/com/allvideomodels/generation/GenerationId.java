package com.allvideomodels.generation;

import java.util.UUID;

/** Identifies one generation: one prompt, one model, one video. */
public record GenerationId(UUID value) {

    public static GenerationId fresh() {
        return new GenerationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
