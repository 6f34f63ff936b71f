package com.allvideomodels.kernel;

import java.io.Serializable;

/** A whole number of credits, never negative. One credit buys what the catalogue says it buys; it is not money. */
public record Credits(long amount) implements Comparable<Credits>, Serializable {

    public static final Credits NONE = new Credits(0);

    public Credits {
        if (amount < 0) {
            throw new IllegalArgumentException("credits cannot be negative: " + amount);
        }
    }

    /** @throws ArithmeticException past the range of a long */
    public Credits plus(Credits more) {
        return new Credits(Math.addExact(amount, more.amount));
    }

    /** @throws IllegalArgumentException if {@code less} is more than this */
    public Credits minus(Credits less) {
        return new Credits(Math.subtractExact(amount, less.amount));
    }

    public boolean covers(Credits price) {
        return amount >= price.amount;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return Long.toString(amount);
    }
}
