package com.allvideomodels.http;

import java.time.Duration;

/**
 * How long one exchange may take.
 *
 * @param connect until the connection stands, handshake included
 * @param silence between two bytes, in either direction
 * @param whole from the first look-up to the last byte
 */
public record Timeouts(Duration connect, Duration silence, Duration whole) {

    /** For everything but the bytes of inputs. */
    public static final Timeouts USUAL =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(120));
}
