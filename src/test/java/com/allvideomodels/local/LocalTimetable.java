package com.allvideomodels.local;

import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/**
 * Runs jobs of the timetable at once, whatever their rhythm, in the order in which one waits for what another did. The timetable itself
 * goes on, in turns: {@link LocalTurns}.
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
        run(
                product,
                product.getBeansOfType(ScheduledJob.class).values().stream()
                        .sorted(Comparator.comparingInt(job -> ORDER.indexOf(job.name())))
                        .toList());
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
        run(
                product,
                Stream.of(names).map(jobs::get).map(Objects::requireNonNull).toList());
    }

    private static void run(ApplicationContext product, List<ScheduledJob> jobs) {
        LocalTurns turns = product.getBeanProvider(LocalTurns.class).getIfAvailable(LocalTurns::new);
        jobs.forEach(turns::byHand);
    }
}
