package com.allvideomodels.retention;

import com.allvideomodels.kernel.ScheduledJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done by the clock for the log outside the database. */
@Configuration(proxyBeanMethods = false)
class LogJobs {

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
            throw new UncheckedIOException("The log of destructions could not be written", e);
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
            throw new UncheckedIOException("Old batches of the log of destructions could not be ended", e);
        }
    }
}
