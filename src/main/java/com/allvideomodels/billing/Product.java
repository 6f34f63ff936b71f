package com.allvideomodels.billing;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.Money;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/** Something that can be bought (clause use.payments). */
sealed interface Product {

    /** As in {@code plans.yml}; what was bought is known by it for seven years, so it is never given to something else. */
    String id();

    Words name();

    Credits credits();

    /** Before tax. */
    Money price();

    /** What a hundred credits of it cost before tax, to the nearest minor unit. */
    default Money perHundred() {
        long credits = credits().amount();
        return new Money((price().minor() * 100 + credits / 2) / credits, price().currency());
    }

    /** What Creem calls it in the world in use. */
    String atCreem();

    /** Creem's word for how often it is paid (contract, Products). */
    String period();

    /** Bought once; its credits never lapse. */
    record Pack(String id, Words name, Credits credits, Money price, String atCreem) implements Product {

        @Override
        public String period() {
            return "once";
        }
    }

    /**
     * Paid again and again until it is cancelled.
     *
     * @param tier plans of one tier are the same thing for a month and for a year
     * @param lapses how long after a payment its credits can be spent
     */
    record Plan(
            String id,
            String tier,
            Every every,
            Words name,
            Credits credits,
            Money price,
            Period lapses,
            String atCreem)
            implements Product {

        @Override
        public String period() {
            return switch (every) {
                case MONTH -> "every-month";
                case YEAR -> "every-year";
            };
        }

        /** When the credits of a payment lapse. */
        Instant lapsesAt(Instant paid) {
            return paid.atOffset(ZoneOffset.UTC).plus(lapses).toInstant();
        }
    }

    /** How often a plan is paid. */
    enum Every {
        MONTH,
        YEAR
    }
}
