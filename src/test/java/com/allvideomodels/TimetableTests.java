package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.kernel.ScheduledJob;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.JobExecutionContextImpl;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;
import org.quartz.spi.TriggerFiredBundle;
import org.springframework.beans.factory.annotation.Autowired;

@ProductTest
class TimetableTests {

    @Autowired
    List<ScheduledJob> jobs;

    @Autowired
    Scheduler scheduler;

    @Test
    void everyJobHasItsTime() throws Exception {
        Set<String> set = new HashSet<>();
        for (var key : scheduler.getTriggerKeys(GroupMatcher.anyGroup())) {
            Trigger trigger = scheduler.getTrigger(key);
            set.add(trigger.getJobKey().getName());
        }
        assertThat(set)
                .containsExactlyInAnyOrderElementsOf(
                        jobs.stream().map(ScheduledJob::name).toList());
    }

    @Test
    void noTimeIsOfAJobThatNobodyDoes() {
        assertThat(jobs).extracting(ScheduledJob::name).containsExactlyInAnyOrderElementsOf(Timetable.EVERY.keySet());
    }

    /** As Quartz does it: by the name in the database, which may be of another version of the product. */
    @Test
    void quartzRunsTheJobOfThatName() throws Exception {
        List<String> ran = new ArrayList<>();
        var run = new RunScheduledJob(
                List.of(new ScheduledJob("a", () -> ran.add("a")), new ScheduledJob("b", () -> ran.add("b"))));
        run.execute(firing("b"));
        assertThat(ran).containsExactly("b");
        assertThatThrownBy(() -> run.execute(firing("c"))).isInstanceOf(JobExecutionException.class);
    }

    private static JobExecutionContext firing(String name) {
        var bundle = new TriggerFiredBundle(
                JobBuilder.newJob(RunScheduledJob.class).withIdentity(name).build(),
                (OperableTrigger) TriggerBuilder.newTrigger().build(),
                null,
                false,
                null,
                null,
                null,
                null);
        return new JobExecutionContextImpl(null, bundle, null);
    }
}
