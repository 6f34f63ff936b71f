package com.allvideomodels.privacy;

import com.allvideomodels.privacy.Processors.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Something a person may allow or refuse, and without which the service works all the same.
 *
 * @param version of the words they read: the date of a company's statement, or of our own question
 * @param company which does it, where it is not ourselves
 */
record Choice(
        Purpose purpose,
        String version,
        Kind kind,
        @Nullable Processor company) {

    enum Kind {
        /** What would run in a browser, of strangers too. */
        BROWSER,
        /** What would be sent to an address. */
        LETTERS,
        /** What is done until somebody objects. */
        OBJECTION
    }

    /** An answer; whoever has not given one is not asked to be patient: nothing optional is done for them. */
    enum Answer {
        YES,
        NO,
        NONE;

        /** Of two answers the more private one holds; no answer is none. */
        Answer and(Answer other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == YES || other == YES ? YES : NONE;
        }
    }

    boolean inBrowser() {
        return kind == Kind.BROWSER;
    }

    boolean allowedBy(Answer answer) {
        return switch (answer) {
            case YES -> true;
            case NO -> false;
            case NONE -> kind == Kind.OBJECTION;
        };
    }

    /** The name of its words. */
    public String words() {
        return company == null ? purpose.key() : "analytics";
    }

    public String key() {
        return purpose.key();
    }

    public String name() {
        return company == null ? "" : company.name();
    }
}
