package com.allvideomodels.http;

import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** How one exchange ended. */
public sealed interface Answer {

    /** What a success says; empty for every other end, and where the body is no such record. */
    default <T> Optional<T> success(Class<T> type) {
        return this instanceof Answered said && said.ok() ? said.read(type) : Optional.empty();
    }

    /** How long the company asks us to wait; {@code null} where it did not answer or names no time. */
    default @Nullable Duration retryAfter() {
        return null;
    }

    /**
     * A whole answer came, whatever it says.
     *
     * @param retryAfter what the header of that name asks for, at most an hour
     */
    record Answered(int status, Headers headers, @Nullable Duration retryAfter, ByteString body) implements Answer {

        /** Whether it did what was asked. */
        public boolean ok() {
            return status >= 200 && status < 300;
        }

        /** Whether it failed on its side, or something between us did. */
        public boolean serverError() {
            return status >= 500;
        }

        /** The header of this name, in any spelling. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /**
         * Whether the request was read and turned down, so that nothing came of it. Others of the 400s (408, 409, 425, 499)
         * leave open what happened, and 429 asks to come again.
         */
        public boolean turnedDown() {
            return switch (status) {
                case 400, 401, 402, 403, 404, 405, 413, 415, 422 -> true;
                default -> false;
            };
        }

        /**
         * Whether a request that costs nothing was refused and would be refused again: an error of the 400s, but not a time-out, a
         * conflict or a throttling (408, 409, 425, 429), which the official clients repeat.
         */
        public boolean refusedForGood() {
            return switch (status) {
                case 408, 409, 425, 429 -> false;
                default -> status >= 400 && status < 500;
            };
        }

        /** The body as a record; empty where it is no such thing. */
        public <T> Optional<T> read(Class<T> type) {
            return Json.read(body, type);
        }

        /** The bodies of companies may repeat prompts, so they never reach a log by way of this record. */
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.size() + " bytes]";
        }
    }

    /** No byte of the request left: no connection, no handshake. */
    record NotSent() implements Answer {}

    /** The request may have arrived; no whole answer came, or one larger than any honest one. */
    record Lost() implements Answer {}
}
