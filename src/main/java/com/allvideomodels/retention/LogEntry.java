package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.UUID;

/** One line of the log outside the database. */
sealed interface LogEntry {

    String line();

    /** Something people know was destroyed. */
    record Destroyed(UUID item, String dataClass, UUID owner, Instant deadline, Cause cause, Instant at)
            implements LogEntry {

        @Override
        public String line() {
            return "destroyed " + item + " " + dataClass + " " + owner + " " + deadline + " " + cause + " " + at;
        }
    }

    /** An account was erased. */
    record Erased(AccountId account, Instant at) implements LogEntry {

        @Override
        public String line() {
            return "erased " + account + " " + at;
        }
    }

    /** Something else that a restored database must be told (see {@link Repetition}). */
    record Repeated(String kind, UUID item, String detail, Instant at) implements LogEntry {

        /** What stands for no detail, so that every line has its parts. */
        private static final String NONE = "-";

        @Override
        public String line() {
            return "again " + kind + " " + item + " " + (detail.isEmpty() ? NONE : detail) + " " + at;
        }
    }

    /** @throws RuntimeException if it is no such line */
    static LogEntry read(String line) {
        String[] parts = line.split(" ");
        return switch (parts[0]) {
            case "destroyed" ->
                new Destroyed(
                        UUID.fromString(parts[1]),
                        parts[2],
                        UUID.fromString(parts[3]),
                        Instant.parse(parts[4]),
                        Cause.valueOf(parts[5]),
                        Instant.parse(parts[6]));
            case "erased" -> new Erased(new AccountId(UUID.fromString(parts[1])), Instant.parse(parts[2]));
            case "again" ->
                new Repeated(
                        parts[1],
                        UUID.fromString(parts[2]),
                        parts[3].equals(Repeated.NONE) ? "" : parts[3],
                        Instant.parse(parts[4]));
            default -> throw new IllegalArgumentException("not an entry");
        };
    }
}
