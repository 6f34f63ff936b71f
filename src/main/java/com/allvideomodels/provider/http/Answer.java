package com.allvideomodels.provider.http;

import java.time.Duration;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** How one exchange ended. */
public sealed interface Answer {

    /**
     * A whole answer came, whatever it says.
     *
     * @param retryAfter what the header of that name asks for, at most an hour
     */
    record Answered(int status, Headers headers, @Nullable Duration retryAfter, ByteString body) implements Answer {

        public boolean ok() {
            return status >= 200 && status < 300;
        }

        public boolean serverError() {
            return status >= 500;
        }

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

        /** The body as a record; empty where it is no such thing. */
        public <T> Optional<T> read(Class<T> type) {
            return Json.read(body, type);
        }

        /** The bodies of providers may repeat prompts, so they never reach a log by way of this record. */
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
