package com.allvideomodels.local;

import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
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
            "media.end-keys",
            "media.delete-bytes",
            "retention.receipts",
            "audit.checkpoint",
            "auditor.audit");

    /** None of our jobs asks it for anything. */
    private static final JobExecutionContext NOTHING = (JobExecutionContext) Proxy.newProxyInstance(
            LocalTimetable.class.getClassLoader(),
            new Class<?>[] {JobExecutionContext.class},
            (self, method, given) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private LocalTimetable() {}

    /** Every job of the product, once. */
    public static void run(ApplicationContext product) {
        product.getBeansOfType(JobDetail.class).values().stream()
                .sorted(Comparator.comparingInt(LocalTimetable::place))
                .forEach(job -> run(product, job));
    }

    /** Only these, in this order. */
    public static void run(ApplicationContext product, String... names) {
        List.of(names).forEach(name -> run(product, product.getBean(name, JobDetail.class)));
    }

    private static int place(JobDetail job) {
        return ORDER.indexOf(job.getKey().getName());
    }

    private static void run(ApplicationContext product, JobDetail detail) {
        try {
            ((Job) product.getAutowireCapableBeanFactory().createBean(detail.getJobClass())).execute(NOTHING);
        } catch (JobExecutionException e) {
            throw new IllegalStateException(detail.getKey().getName() + " failed", e);
        }
    }
}
