package com.allvideomodels.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list that runs from the newest to the oldest: everything after it is older. Pages are cut by such places and
 * not by offsets, so that page one thousand costs what page one costs.
 *
 * @param at when the last thing shown came to be
 * @param id of that thing, to tell apart what came to be at the same instant
 */
public record Keyset(Instant at, UUID id) {

    /** As it stands in an address. */
    public String token() {
        return at.getEpochSecond() + "." + at.getNano() + "." + id;
    }

    /** Reads {@link #token()}; anything else is no place at all, and the list begins at its start. */
    public static Optional<Keyset> parse(String token) {
        try {
            String[] parts = token.split("\\.", 3);
            Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            return Optional.of(new Keyset(at, UUID.fromString(parts[2])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
