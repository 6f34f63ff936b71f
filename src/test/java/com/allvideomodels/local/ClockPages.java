package com.allvideomodels.local;

import com.allvideomodels.web.OpenAddresses;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.bouncycastle.util.encoders.DecoderException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves the application's clock forward and runs the timetable, so that one can watch things end that take days. */
@Controller
@ConditionalOnProperty(name = "local.clock")
class ClockPages implements OpenAddresses {

    private static final String PAGE = "redirect:/local/clock";
    private static final long MOST_DAYS = 4000;

    private final LocalClock clock;
    private final ApplicationContext product;
    private final JdbcClient sql;

    ClockPages(LocalClock clock, ApplicationContext product, JdbcClient sql) {
        this.clock = clock;
        this.product = product;
        this.sql = sql;
    }

    @Override
    public List<String> open() {
        return List.of("/local/clock");
    }

    /**
     * Something that ends soon.
     *
     * @param page where its owner can watch it
     */
    record End(String what, @Nullable String page, OffsetDateTime at, String in) {

        /** A second later: at its deadline a thing is refused, after it, it is destroyed. */
        public OffsetDateTime after() {
            return at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        }
    }

    @GetMapping("/local/clock")
    String show(Model model) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        model.addAttribute("now", now);
        model.addAttribute("english", Locale.ENGLISH);
        model.addAttribute("ahead", clock.ahead().isZero() ? null : words(clock.ahead()));
        model.addAttribute("ends", ends(now));
        return "local/clock";
    }

    private List<End> ends(OffsetDateTime now) {
        return sql.sql("""
                select what, generation, at from (
                  select case m.kind when 'OUTPUT' then 'A video' when 'EXPORT' then 'A copy' when 'ATTACHMENT' then 'A file of a request' else 'An upload' end as what, g.id as generation, m.due_at as at
                  from media_object m left join generation g on g.output = m.id
                  where m.state = 'kept' and m.shredded_at is null and m.made_of is null
                  union all
                  select 'A closed account', null, closed_at + interval 'P30D' from account where closed_at is not null) ending
                where at > :now order by at limit 20
                """)
                .param("now", now)
                .query((row, number) -> {
                    OffsetDateTime at = row.getObject("at", OffsetDateTime.class);
                    String generation = row.getString("generation");
                    return new End(
                            row.getString("what"),
                            generation == null ? null : "/generations/" + generation,
                            at,
                            words(Duration.between(now, at)));
                })
                .list();
    }

    /** @param jobs only these run, for a test that has too many things for all of them */
    @PostMapping(value = "/local/clock", params = "by")
    String by(@RequestParam Duration by, @RequestParam(defaultValue = "") String[] jobs, RedirectAttributes later) {
        return moved(by, jobs, later);
    }

    @PostMapping(value = "/local/clock", params = "amount")
    String amount(
            @RequestParam(defaultValue = "") String amount, @RequestParam ChronoUnit unit, RedirectAttributes later) {
        try {
            return moved(Duration.of(Long.parseLong(amount.strip()), unit), later);
        } catch (NumberFormatException e) {
            return said("That is not a whole number: " + amount, later);
        } catch (ArithmeticException e) {
            return said("That is too far.", later);
        }
    }

    @PostMapping(value = "/local/clock", params = "to")
    String to(@RequestParam String to, RedirectAttributes later) {
        try {
            return moved(Duration.between(clock.instant(), instant(to)), later);
        } catch (DateTimeParseException e) {
            return said("That is not a time: " + to, later);
        }
    }

    /** Nobody waits for the rhythm of the timetable. */
    @PostMapping(value = "/local/clock", params = "run")
    String run(RedirectAttributes later) {
        runTimetable(later);
        return said("The whole timetable ran once.", later);
    }

    /** An app on somebody's phone goes by the real time; this is what it would show at ours. */
    @PostMapping(value = "/local/clock", params = "secret")
    String code(@RequestParam String secret, RedirectAttributes later) {
        try {
            byte[] key = Base32.decode(secret.replaceAll("\\s", "").toUpperCase(Locale.ROOT));
            later.addFlashAttribute(
                    "code",
                    new TimeBasedOneTimePasswordGenerator()
                            .generateOneTimePasswordString(new SecretKeySpec(key, "HmacSHA1"), clock.instant()));
            return PAGE;
        } catch (DecoderException | InvalidKeyException | IllegalArgumentException e) {
            return said("That is not a secret of an authenticator app.", later);
        }
    }

    private String moved(Duration by, RedirectAttributes later) {
        return moved(by, new String[0], later);
    }

    private String moved(Duration by, String[] jobs, RedirectAttributes later) {
        if (!by.isPositive() || by.toDays() > MOST_DAYS) {
            return said(by.isPositive() ? "That is too far." : "The clock goes forward only.", later);
        }
        clock.move(by);
        if (jobs.length > 0) {
            LocalTimetable.run(product, jobs);
            return said("Moved by " + words(by) + ", and some jobs ran once.", later);
        }
        runTimetable(later);
        return said("Moved by " + words(by) + ", and the whole timetable ran once.", later);
    }

    private void runTimetable(RedirectAttributes later) {
        var happened = new WhatHappened(sql);
        LocalTimetable.run(product);
        later.addFlashAttribute("happened", happened.lines());
    }

    private static String said(String words, RedirectAttributes later) {
        later.addFlashAttribute("said", words);
        return PAGE;
    }

    /** With a zone, or in UTC as a browser's field gives it. */
    private static Instant instant(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /** The two largest units that are not nothing. */
    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return many(time.toDays(), "day") + (time.toHoursPart() > 0 ? ", " + many(time.toHoursPart(), "hour") : "");
        }
        if (time.toHours() > 0) {
            return many(time.toHours(), "hour")
                    + (time.toMinutesPart() > 0 ? ", " + many(time.toMinutesPart(), "minute") : "");
        }
        return time.toMinutes() > 0 ? many(time.toMinutes(), "minute") : many(time.toSeconds(), "second");
    }

    private static String many(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
