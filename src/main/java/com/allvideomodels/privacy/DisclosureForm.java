package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param on the day it was given, in UTC
 * @param secretUntil the last day on which the person must not be told, in UTC; empty where they may be
 */
record DisclosureForm(String account, String authority, String ground, String given, String on, String secretUntil) {

    DisclosureForm {
        account = stripped(account);
        authority = stripped(authority);
        ground = stripped(ground);
        given = stripped(given);
        on = stripped(on);
        secretUntil = stripped(secretUntil);
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, LocalDate today) {
        require(person().isPresent(), errors, "account", "disclosure.account.wrong");
        require(said(authority, 200), errors, "authority", "disclosure.authority.wrong");
        require(said(ground, 500), errors, "ground", "disclosure.ground.wrong");
        require(said(given, 2000), errors, "given", "disclosure.given.wrong");
        require(day(on).filter(day -> !day.isAfter(today)).isPresent(), errors, "on", "disclosure.on.wrong");
        require(
                secretUntil.isEmpty()
                        || day(secretUntil).filter(day -> !day.isBefore(today)).isPresent(),
                errors,
                "secretUntil",
                "disclosure.secret.wrong");
    }

    private static boolean said(String text, int most) {
        return !text.isEmpty() && text.length() <= most;
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    Optional<AccountId> person() {
        return parsed(account, UUID::fromString).map(AccountId::new);
    }

    Instant disclosedAt() {
        return start(day(on).orElseThrow());
    }

    @Nullable
    Instant secretEnd() {
        return day(secretUntil).map(day -> start(day.plusDays(1))).orElse(null);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Optional<LocalDate> day(String text) {
        return parsed(text, LocalDate::parse);
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
