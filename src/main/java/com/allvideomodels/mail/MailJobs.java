package com.allvideomodels.mail;

import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The jobs of this module, by the names under which the timetable sets off jobs. */
@Configuration(proxyBeanMethods = false)
class MailJobs {

    @Bean
    JobDetail sendLetters() {
        return JobBuilder.newJob(SendLetters.class)
                .withIdentity("mail.send-letters")
                .withDescription("Sends the letters that are due")
                .storeDurably()
                .build();
    }
}
