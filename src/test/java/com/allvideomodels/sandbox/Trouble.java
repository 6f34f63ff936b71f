package com.allvideomodels.sandbox;

import java.util.Locale;
import java.util.Optional;

/** What becomes of one task, chosen by a test or by words in the prompt, for instance {@code [fail output]}. */
public enum Trouble {
    /** The prompt or an input is against the rules. */
    MODERATED_INPUT("[fail moderation]"),
    /** A video was made and is against the rules. */
    MODERATED_OUTPUT("[fail output]"),
    /** Nothing is taken now. */
    BUSY("[fail busy]"),
    /** Our account has no money left. */
    OUT_OF_CREDIT("[fail credit]"),
    /** The input cannot be used. */
    UNUSABLE_INPUT("[fail input]"),
    /** Their fault. */
    INTERNAL("[fail internal]"),
    /** It is accepted and forgotten halfway. */
    VANISHES("[vanish]"),
    /** It never ends. */
    STALLS("[stall]"),
    /** It takes ten times as long. */
    SLOW("[slow]"),
    /** Everything is done and the answer to the create is lost. */
    LOST_ANSWER("[lost answer]"),
    /** The first download of the video ends in the middle. */
    HALF_A_FILE("[half a file]"),
    /** The first link to the video has lapsed already. */
    LAPSED_LINK("[lapsed link]");

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    /** What to write into a prompt. */
    public String words() {
        return words;
    }

    static Optional<Trouble> in(String prompt) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        for (Trouble trouble : values()) {
            if (lower.contains(trouble.words)) {
                return Optional.of(trouble);
            }
        }
        return Optional.empty();
    }

    /** Whether the task ends as failed, after it was accepted. */
    boolean fails() {
        return switch (this) {
            case MODERATED_INPUT, MODERATED_OUTPUT, BUSY, OUT_OF_CREDIT, UNUSABLE_INPUT, INTERNAL -> true;
            case VANISHES, STALLS, SLOW, LOST_ANSWER, HALF_A_FILE, LAPSED_LINK -> false;
        };
    }
}
