package com.allvideomodels.privacy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param until the last day of the banner, in UTC
 */
record AnnouncementForm(String kind, String titleEn, String titleZh, String textEn, String textZh, String until) {

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 5000;

    AnnouncementForm {
        kind = stripped(kind);
        titleEn = stripped(titleEn);
        titleZh = stripped(titleZh);
        textEn = stripped(textEn);
        textZh = stripped(textZh);
        until = stripped(until);
    }

    static AnnouncementForm empty(LocalDate today) {
        return new AnnouncementForm(
                Announcement.Kind.NOTICE.name(),
                "",
                "",
                "",
                "",
                today.plusDays(30).toString());
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip().replace("\r\n", "\n");
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, LocalDate today) {
        require(asKind().isPresent(), errors, "kind", "announcement.kind.wrong");
        require(isTitle(titleEn), errors, "titleEn", "announcement.title.wrong");
        require(isTitle(titleZh), errors, "titleZh", "announcement.title.wrong");
        require(isText(textEn), errors, "textEn", "announcement.text.wrong");
        require(isText(textZh), errors, "textZh", "announcement.text.wrong");
        require(
                lastDay()
                        .filter(day -> !day.isBefore(today) && !day.isAfter(today.plusYears(1)))
                        .isPresent(),
                errors,
                "until",
                "announcement.until.wrong");
    }

    private static boolean isTitle(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TITLE && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_TEXT;
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    Optional<Announcement.Kind> asKind() {
        try {
            return Optional.of(Announcement.Kind.valueOf(kind));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDate> lastDay() {
        try {
            return Optional.of(LocalDate.parse(until));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Instant bannerUntil() {
        return lastDay().orElseThrow().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
