package com.allvideomodels.request;

import java.util.Locale;

/** What alone fulfils a request: which of the three it is follows from what was asked and about whom. */
enum Fulfilment {
    /** Somebody did what was asked, and says so. */
    ANSWER,
    /** The account was erased, on which two members of staff agreed (clauses right.deletion, ccpa.delete, gdpr.erasure). */
    ERASURE,
    /** A deletion where there is no account: somebody searched, found nothing, and says so. */
    NOTHING_FOUND;

    static Fulfilment of(Right right, boolean accountKnown) {
        if (!right.isDeletion()) {
            return ANSWER;
        }
        return accountKnown ? ERASURE : NOTHING_FOUND;
    }

    /** As in rows. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
