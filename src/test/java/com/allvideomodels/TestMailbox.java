package com.allvideomodels;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.local.LocalMailbox;
import com.allvideomodels.local.LocalMailbox.Mail;
import java.time.Duration;
import java.util.Optional;

/** Reads the letters that a test caused. They leave just after their transaction, so a test waits for them. */
public final class TestMailbox {

    private static final Duration SOON = Duration.ofSeconds(10);

    private TestMailbox() {}

    /** The newest letter from this template to this address, as soon as there is one. */
    public static Mail await(LocalMailbox mailbox, EmailAddress to, String template) {
        return org.awaitility.Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> newest(mailbox, to, template), Optional::isPresent)
                .orElseThrow();
    }

    /** The newest letter from this template to this address, if it has arrived. */
    public static Optional<Mail> newest(LocalMailbox mailbox, EmailAddress to, String template) {
        return mailbox.to(to).stream()
                .filter(mail -> mail.template().equals(template))
                .findFirst();
    }
}
