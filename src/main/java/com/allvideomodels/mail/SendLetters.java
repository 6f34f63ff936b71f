package com.allvideomodels.mail;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Sends the letters that are due. */
@DisallowConcurrentExecution
class SendLetters implements Job {

    private final Outbox outbox;

    SendLetters(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void execute(JobExecutionContext context) {
        outbox.sendDue();
    }
}
