package com.allvideomodels.local;

import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;

/**
 * Runs jobs of the timetable at once, whatever their rhythm, in the order in which one waits for what another did. They may run twice and
 * beside each other anyhow, so the timetable itself goes on.
 */
public final class LocalTimetable {

    /** Those that are not named here run first. */
    private static final List<String> ORDER = List.of(
            "media.make-keys",
            "media.keep-held",
            "retention.sweep",
            "media.abandon-stale",
            "retention.erase",
            "retention.write-log",
            "media.end-keys",
            "media.delete-bytes",
            "retention.receipts",
            "audit.checkpoint",
            "auditor.audit");

    private LocalTimetable() {}

    /** Every job of the product, once. */
    public static void run(ApplicationContext product) {
        product.getBeansOfType(ScheduledJob.class).values().stream()
                .sorted(Comparator.comparingInt(job -> ORDER.indexOf(job.name())))
                .forEach(job -> job.work().run());
    }

    /** Moves the {@link LocalClock} and runs these jobs, or all of them. */
    public static void passes(ApplicationContext product, Duration time, String... names) {
        product.getBean(LocalClock.class).move(time);
        if (names.length > 0) {
            run(product, names);
        } else {
            run(product);
        }
    }

    /** Only these, in this order. */
    public static void run(ApplicationContext product, String... names) {
        Map<String, ScheduledJob> jobs = product.getBeansOfType(ScheduledJob.class).values().stream()
                .collect(Collectors.toMap(ScheduledJob::name, Function.identity()));
        List.of(names).forEach(name -> jobs.get(name).work().run());
    }
}
