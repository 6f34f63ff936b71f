package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.beans.factory.annotation.Autowired;

@ProductTest
class TimetableTests {

    @Autowired
    List<JobDetail> jobs;

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
                        jobs.stream().map(job -> job.getKey().getName()).toList());
    }
}
