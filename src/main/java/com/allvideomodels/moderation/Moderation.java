package com.allvideomodels.moderation;

/** Screens words before a provider sees them (contract creem, Moderation). Safe for any number of threads. */
public interface Moderation {

    /** Whether words are screened here; where they are, none may reach a provider without the id of a {@link Verdict.Cleared}. */
    boolean isOn();

    /**
     * One question to another company, never repeated and answered within five seconds; so never within a transaction.
     *
     * @param text all that a person wrote for one video, not blank
     * @param reference by which the other company knows the question; it must name nobody
     */
    Verdict screen(String text, String reference);

    /** What came of it. */
    sealed interface Verdict {

        /** @param result the id of the answer, never blank */
        record Cleared(String result) implements Verdict {}

        /**
         * It may not be made: denied, doubted, or decided in a word that is not known here.
         *
         * @param result the id of the answer, never blank
         */
        record Blocked(String result) implements Verdict {}

        /** Nobody could say within the time; then it may not be made either. */
        record Unavailable() implements Verdict {}

        /** Nothing is screened here. */
        record Off() implements Verdict {}
    }
}
