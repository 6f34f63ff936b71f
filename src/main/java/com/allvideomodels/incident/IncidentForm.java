package com.allvideomodels.incident;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param noticedAt in UTC, as the browser writes local times
 */
record IncidentForm(
        String title,
        String happened,
        String noticedAt,
        @Nullable List<String> categories,
        String severity,
        String risk) {

    IncidentForm {
        title = stripped(title);
        happened = stripped(happened);
        noticedAt = stripped(noticedAt);
        categories = categories == null ? List.of() : List.copyOf(categories);
        severity = stripped(severity);
        risk = stripped(risk);
    }

    static IncidentForm empty(Instant now) {
        String minute = LocalDateTime.ofInstant(now, ZoneOffset.UTC).toString().substring(0, 16);
        return new IncidentForm("", "", minute, List.of(), "", Risk.UNASSESSED.name());
    }

    static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip().replace("\r\n", "\n");
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, Set<String> classes, Instant now) {
        require(
                !title.isEmpty() && title.length() <= 120 && title.chars().noneMatch(Character::isISOControl),
                errors,
                "title",
                "incident.title.wrong");
        require(!happened.isEmpty() && happened.length() <= 5000, errors, "happened", "incident.happened.wrong");
        require(noticed().filter(at -> !at.isAfter(now)).isPresent(), errors, "noticedAt", "incident.noticed.wrong");
        require(!kinds().isEmpty() && classes.containsAll(kinds()), errors, "categories", "incident.categories.wrong");
        require(Judgement.of(severity, risk).isPresent(), errors, "severity", "incident.severity.wrong");
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    List<String> kinds() {
        return categories == null ? List.of() : categories;
    }

    Optional<Instant> noticed() {
        try {
            return Optional.of(LocalDateTime.parse(noticedAt).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How somebody judged an incident. */
    record Judgement(Severity severity, Risk risk) {

        /** Nothing where one of the two is none. */
        static Optional<Judgement> of(String severity, String risk) {
            try {
                return Optional.of(new Judgement(Severity.valueOf(severity), Risk.valueOf(risk)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
