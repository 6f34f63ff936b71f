package com.allvideomodels.request;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What staff wrote to the person or to one another.
 *
 * @param why of a denial
 */
record AnswerForm(String words, String why) {

    static final int LONGEST = 5000;

    AnswerForm {
        words = stripped(words);
        why = stripped(why);
    }

    static AnswerForm empty() {
        return new AnswerForm("", "");
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    boolean saysSomething() {
        return !words.isEmpty() && words.length() <= LONGEST;
    }

    Optional<Denial> denial() {
        return Denial.of(why);
    }
}
