package com.allvideomodels.kernel;

import java.io.Serializable;
import java.util.UUID;

/** Identifies an account. Random, never reused, says nothing about the person. */
public record AccountId(UUID value) implements Serializable {

    public static AccountId fresh() {
        return new AccountId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
