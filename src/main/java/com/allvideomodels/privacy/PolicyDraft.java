package com.allvideomodels.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** A text that is being written, as it was typed. */
record PolicyDraft(
        String weight,
        String effective,
        String titleEn,
        String changedEn,
        String bodyEn,
        String titleZh,
        String changedZh,
        String bodyZh) {

    static final List<String> WEIGHTS = List.of("minor", "significant", "consent");

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 200_000;

    PolicyDraft {
        weight = typed(weight);
        effective = typed(effective);
        titleEn = typed(titleEn);
        changedEn = typed(changedEn);
        bodyEn = typed(bodyEn);
        titleZh = typed(titleZh);
        changedZh = typed(changedZh);
        bodyZh = typed(bodyZh);
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text.strip().replace("\r\n", "\n");
    }

    /** Begun from the texts in force. */
    static PolicyDraft from(PolicySource english, PolicySource chinese, LocalDate today) {
        return new PolicyDraft(
                "minor", today.toString(), english.title(), "", english.body(), chinese.title(), "", chinese.body());
    }

    Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(effective));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, PolicyMarkdown markdown, LocalDate earliest) {
        require(WEIGHTS.contains(weight), errors, "weight", "policies.weight.wrong");
        require(
                day().filter(day -> !day.isBefore(earliest) && day.isBefore(earliest.plusYears(1)))
                        .isPresent(),
                errors,
                "effective",
                "policies.effective.wrong");
        line(titleEn, errors, "titleEn");
        line(titleZh, errors, "titleZh");
        require(fits(changedEn, 2_000), errors, "changedEn", "policies.changed.wrong");
        require(fits(changedZh, 2_000), errors, "changedZh", "policies.changed.wrong");
        body(bodyEn, errors, "bodyEn", markdown);
        body(bodyZh, errors, "bodyZh", markdown);
    }

    private static void line(String text, Errors errors, String field) {
        require(fits(text, LONGEST_LINE) && !text.contains("\n"), errors, field, "policies.title.wrong");
    }

    private static void body(String text, Errors errors, String field, PolicyMarkdown markdown) {
        if (!fits(text, LONGEST_TEXT)) {
            errors.rejectValue(field, "policies.body.missing");
        } else if (PolicyMarkdown.hasHtml(text)) {
            errors.rejectValue(field, "policies.body.html");
        } else if (!markdown.knowsAllNames(text)) {
            errors.rejectValue(field, "policies.body.name");
        }
    }

    private static boolean fits(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    /** After {@link #check} found nothing: the text in English and in Chinese. */
    List<PolicySource> texts(String document, String version) {
        return List.of(
                text(document, version, "en", titleEn, changedEn, bodyEn),
                text(document, version, "zh-CN", titleZh, changedZh, bodyZh));
    }

    private PolicySource text(
            String document, String version, String language, String title, String changed, String body) {
        return new PolicySource(
                document, version, language, title, day().orElseThrow(), weight, PolicySource.lines(changed), body);
    }
}
