package com.allvideomodels.kernel;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of money in the smallest unit of its currency, below zero where it goes back.
 *
 * @param minor cents, where the currency has them
 */
public record Money(long minor, Currency currency) implements Serializable {

    /** @throws IllegalArgumentException if the code is no currency (ISO 4217) */
    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /**
     * @throws ArithmeticException past the range of a long
     * @throws IllegalArgumentException where the currencies differ
     */
    public Money plus(Money more) {
        return new Money(Math.addExact(minor, same(more).minor), currency);
    }

    /** As {@link #plus}. */
    public Money minus(Money less) {
        return new Money(Math.subtractExact(minor, same(less).minor), currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("no sum of " + currency + " and " + other.currency);
        }
        return other;
    }

    /** In whole units with as many places as the currency has: 12.50. */
    public BigDecimal amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
    }

    @Override
    public String toString() {
        return amount().toPlainString() + " " + currency;
    }
}
