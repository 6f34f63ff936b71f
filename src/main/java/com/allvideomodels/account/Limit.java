package com.allvideomodels.account;

import java.time.Duration;

/** So many at once, then one more after each {@code pace}. */
record Limit(String name, int burst, Duration pace) {

    /** Guesses at one name from one network. */
    static final Limit NAME_FROM_NETWORK = new Limit("sign-in-name-network", 6, Duration.ofMinutes(1));
    /**
     * Guesses at one name from anywhere; wide enough that nobody can lock a person out with a few requests, and as quick to recover
     * as one network can guess, so that one network alone never uses it up.
     */
    static final Limit NAME = new Limit("sign-in-name", 30, Duration.ofMinutes(1));
    /** Letters that confirm a sign-up, to one address. */
    static final Limit SIGN_UP_LETTERS = new Limit("letters-sign-up", 4, Duration.ofMinutes(15));
    /** Letters for a new password, to one address. */
    static final Limit RESET_LETTERS = new Limit("letters-reset", 4, Duration.ofMinutes(15));
    /** Letters that ask whether an account may move to an address, to that address. */
    static final Limit MOVE_LETTERS = new Limit("letters-move", 4, Duration.ofMinutes(15));
    /** Letters that ask a parent for consent, to one address. */
    static final Limit PARENT_LETTERS = new Limit("letters-parent", 4, Duration.ofMinutes(15));
    /** Moves to other addresses that one account asks for: each is a letter to somebody who may be a stranger. */
    static final Limit MOVES = new Limit("moves", 5, Duration.ofHours(1));
    /** Guesses at the current password by somebody who is signed in. */
    static final Limit CURRENT_PASSWORD = new Limit("current-password", 6, Duration.ofMinutes(1));

    /** Guesses at a code of one account: 3 of a million are right at any time, so that a year of guessing finds one in three. */
    static final Limit SECOND_FACTOR = new Limit("second-factor", 6, Duration.ofMinutes(5));

    /** How far ahead of now a visitor may have paid. */
    Duration tolerance() {
        return pace.multipliedBy(burst - 1L);
    }
}
