package com.allvideomodels.mail;

import com.allvideomodels.kernel.ScheduledJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this module does by the clock. */
@Configuration(proxyBeanMethods = false)
class MailJobs {

    @Bean
    ScheduledJob sendLetters(Outbox outbox) {
        return new ScheduledJob("mail.send-letters", outbox::sendDue);
    }

    @Bean
    ScheduledJob sendMailings(Mailings mailings) {
        return new ScheduledJob("mail.send-mailings", mailings::sendDue);
    }

    @Bean
    Mailings.Pause pause() {
        return Thread::sleep;
    }

    @Bean
    ScheduledJob readMail(MailIntake intake) {
        return new ScheduledJob("mail.read", intake::workOff);
    }
}
