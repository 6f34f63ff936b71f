package com.allvideomodels.credits;

/**
 * What one transaction does to the accounts of the ledger. Credits only move: the four parts sum to zero.
 *
 * @param available of the owner, to spend
 * @param held of the owner, set aside
 * @param issued of the house, where grants come from; its balance is what was ever given, below zero
 * @param spent of the house, where captures go
 */
record Movement(long available, long held, long issued, long spent) {

    Movement {
        if (Math.addExact(Math.addExact(available, held), Math.addExact(issued, spent)) != 0) {
            throw new IllegalArgumentException("credits neither appear nor vanish");
        }
    }

    static Movement grant(long amount) {
        return new Movement(amount, 0, -amount, 0);
    }

    static Movement hold(long amount) {
        return new Movement(-amount, amount, 0, 0);
    }

    static Movement capture(long held, long amount) {
        return new Movement(held - amount, -held, 0, amount);
    }

    static Movement release(long held) {
        return new Movement(held, -held, 0, 0);
    }
}
