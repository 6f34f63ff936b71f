package com.allvideomodels.credits;

import java.util.stream.LongStream;

/**
 * What one transaction does to the accounts of the ledger. Credits only move: the parts sum to zero.
 *
 * @param available of the owner, to spend
 * @param held of the owner, set aside
 * @param issued of the house, where grants come from; its balance is what was ever given, below zero
 * @param spent of the house, where captures go
 * @param lapsed of the house, where what nobody spent in time goes
 */
record Movement(long available, long held, long issued, long spent, long lapsed) {

    Movement {
        if (LongStream.of(available, held, issued, spent, lapsed).reduce(0, Math::addExact) != 0) {
            throw new IllegalArgumentException("credits neither appear nor vanish");
        }
    }

    static Movement grant(long amount) {
        return new Movement(amount, 0, -amount, 0, 0);
    }

    static Movement hold(long amount) {
        return new Movement(-amount, amount, 0, 0, 0);
    }

    static Movement capture(long held, long amount) {
        return new Movement(held - amount, -held, 0, amount, 0);
    }

    static Movement release(long held) {
        return new Movement(held, -held, 0, 0, 0);
    }

    static Movement lapse(long amount) {
        return new Movement(-amount, 0, 0, 0, amount);
    }

    static Movement clawback(long amount) {
        return new Movement(-amount, 0, amount, 0, 0);
    }
}
