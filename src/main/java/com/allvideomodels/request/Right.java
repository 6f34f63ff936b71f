package com.allvideomodels.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody asks for (clauses right.*, ccpa.*, gdpr.*). */
public enum Right {
    ACCESS,
    PORTABILITY,
    CORRECTION,
    DELETION,
    RESTRICTION,
    OBJECTION,
    WITHDRAWAL,
    KNOW,
    CCPA_DELETE,
    CCPA_CORRECT,
    LIMIT,
    OPT_OUT,
    /** Against an answer that was given. */
    APPEAL,
    OTHER;

    /** Those that may be asked twice in a calendar year; later ones are flagged and never dropped (clause ccpa.deadline). */
    static final List<Right> TO_KNOW = List.of(ACCESS, PORTABILITY, KNOW);

    /** As in addresses and rows: {@code ccpa-delete}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Right> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** Whether nobody could answer it without knowing more. */
    boolean needsWords() {
        return this == CORRECTION || this == CCPA_CORRECT || this == APPEAL || this == OTHER;
    }

    boolean isDeletion() {
        return this == DELETION || this == CCPA_DELETE;
    }
}
