package com.allvideomodels.retention;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the timetable can call by name for receipts. */
@Configuration(proxyBeanMethods = false)
class ReceiptJobs {

    @Bean(ReceiptWriter.JOB)
    JobDetail writeReceipts() {
        return JobBuilder.newJob(WriteReceipts.class)
                .withIdentity(ReceiptWriter.JOB)
                .storeDurably()
                .build();
    }

    @DisallowConcurrentExecution
    static class WriteReceipts implements Job {

        private final ReceiptWriter receipts;

        WriteReceipts(ReceiptWriter receipts) {
            this.receipts = receipts;
        }

        @Override
        public void execute(JobExecutionContext context) {
            receipts.writeDue();
        }
    }
}
