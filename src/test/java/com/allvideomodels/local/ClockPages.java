package com.allvideomodels.local;

import com.allvideomodels.web.OpenAddresses;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves the application's clock forward, so that one can watch things end that take days. */
@Controller
@ConditionalOnProperty(name = "local.clock")
class ClockPages implements OpenAddresses {

    /** The timetable goes by the real time; after a move everything in it runs at once and a few times more, each after what it waits for. */
    private static final int ROUNDS = 8;

    private static final int SECONDS = 4;

    private final LocalClock clock;
    private final Scheduler timetable;
    private final JdbcClient sql;

    ClockPages(LocalClock clock, Scheduler timetable, JdbcClient sql) {
        this.clock = clock;
        this.timetable = timetable;
        this.sql = sql;
    }

    @Override
    public List<String> open() {
        return List.of("/local/clock");
    }

    /** Something that ends soon. */
    record End(String kind, OffsetDateTime at) {

        /** A second later: at its deadline a thing is refused, after it, it is destroyed. */
        public OffsetDateTime after() {
            return at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        }
    }

    @GetMapping("/local/clock")
    String show(Model model) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        model.addAttribute("now", now);
        model.addAttribute("ahead", words(clock.ahead()));
        model.addAttribute("ends", ends(now));
        return "local/clock";
    }

    private List<End> ends(OffsetDateTime now) {
        return sql.sql("""
                select kind, deadline from media_object
                where state = 'kept' and shredded_at is null and made_of is null and deadline > :now order by deadline limit 20
                """)
                .param("now", now)
                .query((row, number) ->
                        new End(row.getString("kind").toLowerCase(), row.getObject("deadline", OffsetDateTime.class)))
                .list();
    }

    @PostMapping(value = "/local/clock", params = "by")
    String by(@RequestParam Duration by, RedirectAttributes later) throws SchedulerException {
        return moved(by, later);
    }

    @PostMapping(value = "/local/clock", params = "to")
    String to(@RequestParam String to, RedirectAttributes later) throws SchedulerException {
        try {
            return moved(Duration.between(clock.instant(), instant(to)), later);
        } catch (DateTimeParseException e) {
            later.addFlashAttribute("said", "That is not a time: " + to);
            return "redirect:/local/clock";
        }
    }

    private String moved(Duration by, RedirectAttributes later) throws SchedulerException {
        try {
            clock.move(by);
            runTimetable();
            later.addFlashAttribute("said", "Moved. The timetable runs now; what is due is gone within half a minute.");
        } catch (IllegalArgumentException e) {
            later.addFlashAttribute("said", "The clock goes forward only.");
        }
        return "redirect:/local/clock";
    }

    private void runTimetable() throws SchedulerException {
        for (JobKey job : timetable.getJobKeys(GroupMatcher.anyJobGroup())) {
            timetable.scheduleJob(TriggerBuilder.newTrigger()
                    .forJob(job)
                    .startNow()
                    .withSchedule(SimpleScheduleBuilder.repeatSecondlyForTotalCount(ROUNDS, SECONDS))
                    .build());
        }
    }

    /** With a zone, or in UTC as a browser's field gives it. */
    private static Instant instant(String text) {
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static String words(Duration ahead) {
        return "%d days, %d hours, %d minutes".formatted(ahead.toDays(), ahead.toHoursPart(), ahead.toMinutesPart());
    }
}
