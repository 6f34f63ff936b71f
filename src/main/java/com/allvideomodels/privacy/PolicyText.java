package com.allvideomodels.privacy;

import java.time.LocalDate;
import java.util.List;

/**
 * One published text in one language.
 *
 * @param document {@code privacy}, {@code terms} or {@code acceptable-use}
 * @param changed what this version changed, one line each
 * @param contents the headings of its sections
 * @param html ours, and therefore put on the page as it is
 * @param paragraphs the same in plain words, to compare it with another
 * @param body as it was written
 */
record PolicyText(
        String document,
        String version,
        String language,
        String title,
        LocalDate effective,
        String weight,
        List<String> changed,
        List<Section> contents,
        String html,
        List<String> paragraphs,
        String body) {

    /** Whether everyone was told of it when it was published. */
    public boolean wasAnnounced() {
        return weight.equals("significant") || weight.equals("consent");
    }

    record Section(String anchor, String heading) {}
}
