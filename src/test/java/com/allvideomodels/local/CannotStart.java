package com.allvideomodels.local;

/** Something on this machine stands in the way; the message says what and how to get round it. */
public class CannotStart extends RuntimeException {

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }

    public CannotStart(String message) {
        super(message);
    }
}
