package com.allvideomodels.retention;

import com.allvideomodels.kernel.ScheduledJob;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done by the clock for the log outside the database. */
@Configuration(proxyBeanMethods = false)
class LogJobs {

    private static final Logger LOG = LoggerFactory.getLogger(LogJobs.class);

    static final String WRITE = "retention.write-log";
    static final String END = "retention.end-log";

    @Bean
    ScheduledJob writeLog(DestructionLog log, RestoreGate gate) {
        return new ScheduledJob(WRITE, () -> write(log, gate));
    }

    private static void write(DestructionLog log, RestoreGate gate) {
        try {
            log.write();
        } catch (DestructionLog.Exchanged e) {
            gate.close(DestructionLog.Exchanged.WHAT_TO_DO);
        } catch (IOException e) {
            LOG.warn("The log of destructions could not be written; it is tried again", e);
        }
    }

    @Bean
    ScheduledJob endLog(LogEnding ending) {
        return new ScheduledJob(END, () -> end(ending));
    }

    private static void end(LogEnding ending) {
        try {
            ending.endOld();
        } catch (IOException e) {
            LOG.warn("Old batches of the log of destructions could not be ended; it is tried again", e);
        }
    }
}
