package com.allvideomodels.credits;

/**
 * What made an entry: shown on the page of credits, and the key by which a repeated call is recognised.
 *
 * @param kind for instance {@code welcome} or {@code generation}; the message {@code credits.cause.KIND} says it in words
 * @param reference of the thing within its kind: an id
 */
public record Cause(String kind, String reference) {

    public static Cause generation(Object id) {
        return new Cause("generation", id.toString());
    }
}
