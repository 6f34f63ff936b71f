package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.web.StaffSearch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What somebody typed, as they typed it.
 *
 * @param id drawn with the form, so that it gives once
 * @param account its id or its address
 * @param lapsesOn the last day on which the credits can be spent, in UTC; empty for never
 */
record GiftForm(String id, String account, String credits, String lapsesOn, String reason) {

    private static final long MOST = 10_000_000;

    GiftForm {
        id = stripped(id);
        account = stripped(account);
        credits = stripped(credits);
        lapsesOn = stripped(lapsesOn);
        reason = stripped(reason);
    }

    static GiftForm empty() {
        return new GiftForm(UUID.randomUUID().toString(), "", "", "", "");
    }

    private static String stripped(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, Optional<AccountId> named, Instant now) {
        require(uuid().isPresent(), errors, "id", "gift.form.stale");
        require(named.isPresent(), errors, "account", "gift.account.wrong");
        require(amount().isPresent(), errors, "credits", "gift.credits.wrong");
        require(
                lapsesOn.isEmpty() || lapses().filter(now::isBefore).isPresent(),
                errors,
                "lapsesOn",
                "gift.lapses.wrong");
        require(PaymentAdminPages.isReason(reason), errors, "reason", "payments.reason.wrong");
    }

    private static void require(boolean holds, Errors errors, String field, String otherwise) {
        if (!holds) {
            errors.rejectValue(field, otherwise);
        }
    }

    Optional<UUID> uuid() {
        return StaffSearch.id(id);
    }

    Optional<Credits> amount() {
        try {
            return Optional.of(Long.parseLong(credits))
                    .filter(one -> one > 0 && one <= MOST)
                    .map(Credits::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The end of that day. */
    Optional<Instant> lapses() {
        try {
            return Optional.of(LocalDate.parse(lapsesOn))
                    .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
