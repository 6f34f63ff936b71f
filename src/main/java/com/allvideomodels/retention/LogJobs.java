package com.allvideomodels.retention;

import java.io.IOException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name for the log outside the database. */
@Configuration(proxyBeanMethods = false)
class LogJobs {

    static final String WRITE = "retention.write-log";
    static final String END = "retention.end-log";

    private static final Logger LOG = LoggerFactory.getLogger(LogJobs.class);

    @Bean(WRITE)
    JobDetail writeLog() {
        return job(WriteLog.class, WRITE);
    }

    @Bean(END)
    JobDetail endLog() {
        return job(EndLog.class, END);
    }

    private static JobDetail job(Class<? extends Job> type, String name) {
        return JobBuilder.newJob(type).withIdentity(name).storeDurably().build();
    }

    @DisallowConcurrentExecution
    static class WriteLog implements Job {

        private final DestructionLog log;
        private final RestoreGate gate;

        WriteLog(DestructionLog log, RestoreGate gate) {
            this.log = log;
            this.gate = gate;
        }

        @Override
        public void execute(JobExecutionContext context) {
            try {
                log.write();
            } catch (DestructionLog.Exchanged e) {
                gate.close(DestructionLog.Exchanged.WHAT_TO_DO);
            } catch (IOException e) {
                LOG.warn("The log of destructions could not be written; it is tried again", e);
            }
        }
    }

    @DisallowConcurrentExecution
    static class EndLog implements Job {

        private final LogEnding ending;

        EndLog(LogEnding ending) {
            this.ending = ending;
        }

        @Override
        public void execute(JobExecutionContext context) {
            try {
                ending.endOld();
            } catch (IOException e) {
                LOG.warn("Old batches of the log of destructions could not be ended; it is tried again", e);
            }
        }
    }
}
