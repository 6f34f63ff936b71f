package com.allvideomodels.privacy;

import java.time.LocalDate;
import java.util.List;

/**
 * A text as it was written, before it is a page.
 *
 * @param version by which people agree to it; its date, with a number where several came on one day
 * @param weight {@code first}, {@code minor}, {@code significant} or {@code consent}
 * @param changed what this version changed, one line each
 * @param body in Markdown, with marks of clauses and names in {@code {{…}}}
 */
record PolicySource(
        String document,
        String version,
        String language,
        String title,
        LocalDate effective,
        String weight,
        List<String> changed,
        String body) {

    static final String LINES = "\\s*\\|\\s*|\\s*\\R\\s*";

    static List<String> lines(String text) {
        return List.of(text.strip().split(LINES));
    }
}
