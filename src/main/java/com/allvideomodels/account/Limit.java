package com.allvideomodels.account;

import java.time.Duration;

/** So many at once, then one more after each {@code pace}. */
record Limit(String name, int burst, Duration pace) {

    /** Guesses at one name from one network. */
    static final Limit NAME_FROM_NETWORK = new Limit("sign-in-name-network", 6, Duration.ofMinutes(1));
    /** Guesses at one name from anywhere; wide enough that nobody can lock a person out with a few requests. */
    static final Limit NAME = new Limit("sign-in-name", 30, Duration.ofMinutes(2));
    /** Letters to one address that nobody signed in asked for. */
    static final Limit LETTERS = new Limit("letters", 4, Duration.ofMinutes(15));
    /** Guesses at the current password by somebody who is signed in. */
    static final Limit CURRENT_PASSWORD = new Limit("current-password", 6, Duration.ofMinutes(1));

    /** How far ahead of now a visitor may have paid. */
    Duration tolerance() {
        return pace.multipliedBy(burst - 1L);
    }
}
