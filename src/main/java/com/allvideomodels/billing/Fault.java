package com.allvideomodels.billing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why something is not for sale; the message {@code payments.sale.fault.KEY} says it.
 *
 * @param found what Creem says; empty where that is no plain word or sum, for it may say anything
 * @param wanted what is offered here; empty where nothing could be compared
 */
record Fault(Kind kind, String found, String wanted) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_. -]{1,40}");

    /** In the order in which they are looked for: the same number is another price in another currency. */
    enum Kind {
        STATUS,
        CURRENCY,
        PRICE,
        PERIOD,
        /** Creem would not say; its status is what was found. */
        REFUSED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    Fault {
        found = PLAIN.matcher(found).matches() ? found : "";
    }

    static Fault refused(int status) {
        return new Fault(Kind.REFUSED, Integer.toString(status), "");
    }

    public String key() {
        return kind.key();
    }

    @Override
    public String toString() {
        String said = key() + ": " + (found.isEmpty() ? "unreadable" : found);
        return wanted.isEmpty() ? said : said + " instead of " + wanted;
    }
}
