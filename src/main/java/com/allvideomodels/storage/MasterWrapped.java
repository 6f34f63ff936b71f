package com.allvideomodels.storage;

import java.io.IOException;
import java.util.List;

/**
 * A place where things lie that the master key wraps. Each module with such a place answers it by a bean; whoever changes the master key
 * goes through all of them. Calls may ask a store: never inside a transaction.
 */
public interface MasterWrapped {

    /** Of the place, in lower case; the places are gone through in the order of these. */
    String place();

    /**
     * Some of the names of its things in an order that stays.
     *
     * @param after which they come; empty for the first
     * @param most of them; fewer, but some, may be given
     */
    List<String> names(String after, int most) throws IOException;

    /** Wraps one thing by the current master key, if it is there and under another. Repeating it changes nothing. */
    Wrapping wrapAnew(String name) throws IOException;

    /** What came of one thing. */
    enum Wrapping {
        /** It is under the current master key, or not there any more, or no wrapped thing. */
        NOTHING_TO_DO,
        ANEW,
        /** The master key it is under is not configured, or it was changed by others. */
        UNREADABLE
    }
}
