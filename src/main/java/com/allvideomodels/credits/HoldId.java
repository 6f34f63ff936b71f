package com.allvideomodels.credits;

import java.util.UUID;

/** Identifies credits set aside. */
public record HoldId(UUID value) {

    public static HoldId fresh() {
        return new HoldId(UUID.randomUUID());
    }
}
