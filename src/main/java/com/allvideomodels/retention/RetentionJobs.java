package com.allvideomodels.retention;

import com.allvideomodels.kernel.ScheduledJob;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class RetentionJobs {

    static final String REMIND = "retention.remind-of-holds";

    @Bean
    ScheduledJob sweepEverything(Sweep sweep) {
        return new ScheduledJob(Sweep.JOB, sweep::run);
    }

    @Bean
    ScheduledJob carryOutErasures(ErasureWork work) {
        return new ScheduledJob(ErasureWork.JOB, work::carryOut);
    }

    @Bean
    ScheduledJob writeReceipts(ReceiptWriter receipts) {
        return new ScheduledJob(ReceiptWriter.JOB, receipts::writeDue);
    }

    @Bean
    ScheduledJob remindOfHolds(HoldDesk desk, InstantSource clock) {
        return new ScheduledJob(REMIND, () -> desk.remind(clock.instant()));
    }

    @Bean
    ScheduledJob keepTrail(TrailUpkeep upkeep) {
        return new ScheduledJob(TrailUpkeep.JOB, upkeep::run);
    }
}
