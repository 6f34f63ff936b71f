package com.allvideomodels.request;

import java.util.UUID;

/** Identifies a request inside the house; people and letters use its {@linkplain PrivacyRequest#number number}. */
public record RequestId(UUID value) {

    static RequestId fresh() {
        return new RequestId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
