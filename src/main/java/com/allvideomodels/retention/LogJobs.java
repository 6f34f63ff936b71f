package com.allvideomodels.retention;

import java.io.IOException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name for the log outside the database. */
@Configuration(proxyBeanMethods = false)
class LogJobs {

    static final String WRITE = "retention.write-log";
    static final String END = "retention.end-log";

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
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                log.write();
            } catch (DestructionLog.Exchanged e) {
                gate.close(DestructionLog.Exchanged.WHAT_TO_DO);
            } catch (IOException e) {
                throw new JobExecutionException("The log of destructions could not be written", e);
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
        public void execute(JobExecutionContext context) throws JobExecutionException {
            try {
                ending.endOld();
            } catch (IOException e) {
                throw new JobExecutionException("Old batches of the log of destructions could not be ended", e);
            }
        }
    }
}
