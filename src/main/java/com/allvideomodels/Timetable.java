package com.allvideomodels;

import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.quartz.autoconfigure.SchedulerFactoryBeanCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Everything that happens by the clock, and how often. What a job does is said by its module; each may run twice or late and on any
 * node, one at a time over all of them.
 */
@Configuration(proxyBeanMethods = false)
class Timetable {

    static final Map<String, Duration> EVERY = Map.ofEntries(
            Map.entry("events.tell-again", Duration.ofMinutes(1)),
            Map.entry("mail.send-letters", Duration.ofSeconds(5)),
            Map.entry("mail.send-mailings", Duration.ofSeconds(5)),
            Map.entry("privacy.tell-of-policies", Duration.ofMinutes(1)),
            Map.entry("account.ask-parents-again", Duration.ofMinutes(5)),
            Map.entry("media.delete-bytes", Duration.ofSeconds(10)),
            Map.entry("media.abandon-stale", Duration.ofMinutes(15)),
            Map.entry("media.keep-held", Duration.ofMinutes(5)),
            Map.entry("media.end-multiparts", Duration.ofHours(1)),
            Map.entry("media.make-keys", Duration.ofHours(6)),
            Map.entry("media.end-keys", Duration.ofMinutes(10)),
            Map.entry("billing.read-events", Duration.ofSeconds(2)),
            Map.entry("billing.end-plans", Duration.ofMinutes(1)),
            Map.entry("billing.check-products", Duration.ofMinutes(1)),
            Map.entry("billing.reconcile", Duration.ofHours(1)),
            Map.entry("billing.reconcile-far", Duration.ofDays(1)),
            Map.entry("billing.ask-amounts", Duration.ofSeconds(15)),
            Map.entry("billing.take-back-owed", Duration.ofMinutes(1)),
            Map.entry("billing.look-at-checkouts", Duration.ofSeconds(5)),
            Map.entry("billing.follow-refunds", Duration.ofSeconds(15)),
            Map.entry("credits.lapse", Duration.ofMinutes(1)),
            Map.entry("generation.warn-of-end", Duration.ofHours(1)),
            Map.entry("retention.sweep", Duration.ofMinutes(1)),
            Map.entry("retention.erase", Duration.ofMinutes(1)),
            Map.entry("retention.remind-of-holds", Duration.ofHours(1)),
            Map.entry("retention.write-log", Duration.ofSeconds(10)),
            Map.entry("retention.end-log", Duration.ofHours(6)),
            Map.entry("retention.receipts", Duration.ofMinutes(2)),
            Map.entry("retention.trail", Duration.ofMinutes(5)),
            Map.entry("privacy.announce", Duration.ofSeconds(30)),
            Map.entry("incident.carry-out", Duration.ofSeconds(10)),
            Map.entry("incident.alarm", Duration.ofMinutes(5)),
            Map.entry("incident.wrap-keys", Duration.ofSeconds(10)),
            Map.entry("audit.checkpoint", Duration.ofMinutes(2)),
            Map.entry("audit.verify", Duration.ofDays(1)),
            Map.entry("rights.make-exports", Duration.ofSeconds(10)),
            Map.entry("auditor.audit", Duration.ofHours(1)),
            Map.entry("mail.read", Duration.ofSeconds(10)),
            Map.entry("request.remind", Duration.ofHours(1)));

    @Bean
    SchedulerFactoryBeanCustomizer jobsAndTheirTimes(ObjectProvider<ScheduledJob> jobs) {
        return scheduler -> {
            List<JobDetail> details = jobs.stream().map(Timetable::detail).toList();
            scheduler.setJobDetails(details.toArray(JobDetail[]::new));
            scheduler.setTriggers(details.stream().map(Timetable::trigger).toArray(Trigger[]::new));
        };
    }

    private static JobDetail detail(ScheduledJob job) {
        return JobBuilder.newJob(RunScheduledJob.class)
                .withIdentity(job.name())
                .storeDurably()
                .build();
    }

    /** @throws NullPointerException if somebody added a job and not its time */
    private static Trigger trigger(JobDetail job) {
        String name = job.getKey().getName();
        Duration every = Objects.requireNonNull(EVERY.get(name), name);
        return TriggerBuilder.newTrigger()
                .forJob(job)
                .withIdentity(name)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(every.toMillis())
                        .repeatForever()
                        // A run that was missed is made up for once, and then the rhythm goes on.
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
    }
}
