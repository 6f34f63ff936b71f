package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What staff see of a person beside the account itself: what an answer to them needs, as figures, and never what they wrote or made.
 * Answered by the modules that own it, in the
 * transaction of whoever asks, who records the look in it.
 */
public interface PersonFacts {

    List<Fact> about(AccountId person);

    /**
     * @param title key of a message
     * @param value as it is shown, in no language
     * @param link of staff to more of it, if there is a page
     */
    record Fact(String title, String value, @Nullable String link) {

        public static Fact of(String title, Object value) {
            return new Fact(title, value.toString(), null);
        }
    }
}
