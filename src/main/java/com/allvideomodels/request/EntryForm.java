package com.allvideomodels.request;

import com.allvideomodels.request.PrivacyRequest.Channel;
import com.allvideomodels.web.Languages;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What staff typed of a request that came by post or telephone, as they typed it; see {@link RequestForm} for the rest of its fields.
 *
 * @param day on which it came, as {@code 2026-11-30}
 */
record EntryForm(
        String channel,
        String day,
        String requester,
        String right,
        String regime,
        String email,
        String contact,
        String language,
        String words) {

    /** What came before that is asked about anew rather than entered. */
    static final int OLDEST_DAYS = 60;

    /** Where a day begins first. */
    private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

    EntryForm {
        channel = plain(channel);
        day = plain(day);
        language = plain(language);
    }

    private static String plain(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static EntryForm blank(Instant now) {
        String today = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return new EntryForm(Channel.POST.key(), today, Requester.SELF.key(), "", "", "", "", "en", "");
    }

    /** Says what is wrong next to each field. */
    void check(Errors errors, Instant now) {
        asked().check(errors, null);
        if (cameBy().filter(Channel.ENTERED::contains).isEmpty()) {
            errors.rejectValue("channel", "request.channel.wrong");
        }
        if (Languages.ALL.stream().noneMatch(one -> one.toLanguageTag().equals(language))) {
            errors.rejectValue("language", "request.language.wrong");
        }
        checkDay(errors, now);
    }

    private void checkDay(Errors errors, Instant now) {
        Optional<LocalDate> came = came();
        if (came.isEmpty()) {
            errors.rejectValue("day", "request.day.wrong");
        } else if (came.get().isAfter(now.atOffset(FIRST).toLocalDate())) {
            errors.rejectValue("day", "request.day.future");
        } else if (came.get()
                .isBefore(now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(OLDEST_DAYS))) {
            errors.rejectValue("day", "request.day.old");
        }
    }

    private Optional<LocalDate> came() {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Channel> cameBy() {
        return Channel.of(channel);
    }

    private RequestForm asked() {
        return new RequestForm(requester, right, regime, email, contact, words);
    }

    /** After {@link #check} found nothing. */
    Filing filing() {
        return asked().filing(null, Languages.nearest(language));
    }

    /** The beginning of that day, but not what is still to come; after {@link #check} found nothing. */
    Instant received(Instant now) {
        Instant began = came().orElseThrow().atStartOfDay().toInstant(ZoneOffset.UTC);
        return began.isAfter(now) ? now : began;
    }
}
