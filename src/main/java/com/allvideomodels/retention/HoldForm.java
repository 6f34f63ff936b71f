package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Order;
import com.allvideomodels.retention.LegalHolds.Scope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param expiresOn the last day on which it holds, in UTC; empty for a hold that somebody must release
 */
record HoldForm(
        String scope, String dataClass, String item, String reason, String ground, String reviewOn, String expiresOn) {

    static final List<String> GROUNDS =
            List.of("legal-claim", "legal-obligation", "authority", "security-incident", "fraud");

    private static final int LONGEST_REASON = 2000;

    HoldForm {
        scope = stripped(scope);
        dataClass = stripped(dataClass);
        item = stripped(item);
        reason = stripped(reason);
        ground = stripped(ground);
        reviewOn = stripped(reviewOn);
        expiresOn = stripped(expiresOn);
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static HoldForm about(String scope, String dataClass, String item, LocalDate today) {
        return new HoldForm(
                scope.isEmpty() ? Scope.ITEM.name() : scope,
                dataClass,
                item,
                "",
                "",
                today.plusMonths(3).toString(),
                "");
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, HoldChoices choices, LocalDate today) {
        Scope kind = kind().orElse(null);
        require(kind != null, errors, "scope", "hold.scope.missing");
        require(kind != Scope.ITEM || choices.single().contains(dataClass), errors, "dataClass", "hold.class.wrong");
        require(kind != Scope.CLASS || choices.classes().contains(dataClass), errors, "dataClass", "hold.class.wrong");
        require(kind == Scope.CLASS || target().isPresent(), errors, "item", "hold.item.wrong");
        require(!reason.isEmpty() && reason.length() <= LONGEST_REASON, errors, "reason", "hold.reason.wrong");
        require(GROUNDS.contains(ground), errors, "ground", "hold.ground.wrong");
        require(
                day(reviewOn).filter(day -> canReview(day, today)).isPresent(),
                errors,
                "reviewOn",
                "hold.review.wrong");
        require(
                expiresOn.isEmpty() || day(expiresOn).filter(today::isBefore).isPresent(),
                errors,
                "expiresOn",
                "hold.expires.wrong");
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    static boolean canReview(LocalDate day, LocalDate today) {
        return day.isAfter(today) && !day.isAfter(today.plusYears(1));
    }

    static Optional<LocalDate> day(String text) {
        return parsed(text, LocalDate::parse);
    }

    private Optional<Scope> kind() {
        return parsed(scope, Scope::valueOf);
    }

    private Optional<UUID> target() {
        return parsed(item, UUID::fromString);
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** After {@link #check} found nothing. */
    Order order(AccountId author) {
        Scope kind = kind().orElseThrow();
        return new Order(
                kind,
                kind == Scope.ACCOUNT ? "account" : dataClass,
                kind == Scope.CLASS ? null : target().orElseThrow(),
                reason,
                ground,
                author,
                day(reviewOn).orElseThrow(),
                expires());
    }

    private @Nullable Instant expires() {
        return day(expiresOn)
                .map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElse(null);
    }
}
