package com.allvideomodels.incident;

import java.util.Optional;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param words why accounts are suspended
 * @param textEn of the letter
 */
record ActionForm(String kind, String words, String textEn, String textZh) {

    ActionForm {
        kind = IncidentForm.stripped(kind);
        words = IncidentForm.stripped(words);
        textEn = IncidentForm.stripped(textEn);
        textZh = IncidentForm.stripped(textZh);
    }

    static ActionForm empty(String kind) {
        return new ActionForm(kind, "", "", "");
    }

    /** Says what is wrong next to each field; those that the kind does not ask for are ignored. */
    void check(Errors errors) {
        switch (asKind().orElse(null)) {
            case null -> errors.rejectValue("kind", "incident.action.wrong");
            case END_SESSIONS, END_LINKS, WRAP_KEYS, NEW_SIGNING_KEY -> {}
            case SUSPEND -> require(said(words, 500), errors, "words", "incident.action.words.wrong");
            case NOTIFY -> {
                require(said(textEn, 5000), errors, "textEn", "incident.action.text.wrong");
                require(said(textZh, 5000), errors, "textZh", "incident.action.text.wrong");
            }
        }
    }

    private static boolean said(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    Optional<Action.Kind> asKind() {
        try {
            return Optional.of(Action.Kind.valueOf(kind));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
