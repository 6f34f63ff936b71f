package com.allvideomodels.billing;

import java.util.Locale;

/** Something about a payment that a person should look at; the message {@code flag.signal.KEY} says it. None decides anything. */
enum Signal {
    /** Many payments in a short time. */
    VELOCITY,
    /** One account pays as several customers of Creem, or one customer pays for several accounts. */
    SEVERAL_PAYERS,
    /** The account's address is one that people throw away. */
    DISPOSABLE_ADDRESS,
    /** The tax was that of another country than with payments before. */
    OTHER_COUNTRY,
    /** A plan was paid while another of the same account goes on: two pages to pay on were open at once. */
    SECOND_PLAN;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Signal of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
