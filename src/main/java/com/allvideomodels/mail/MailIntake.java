package com.allvideomodels.mail;

import com.allvideomodels.mail.MailEvents.Told;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works off what the carrier told us. Each may be worked off twice: whoever reads a mail knows it by its id. */
@Component
class MailIntake {

    @Configuration(proxyBeanMethods = false)
    static class Rule {

        @Bean
        RetentionRule receivedMail(RowRules rows) {
            return rows.of("received-mail")
                    .table("mail_event")
                    .id("id")
                    .since("received_at")
                    .delete();
        }
    }

    static final int MOST_ATTEMPTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(MailIntake.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final MailEvents events;
    private final ResendInbox inbox;
    private final List<MailReader> readers;
    private final JsonMapper json;
    private final InstantSource clock;

    MailIntake(MailEvents events, ResendInbox inbox, List<MailReader> readers, JsonMapper json, InstantSource clock) {
        this.events = events;
        this.inbox = inbox;
        this.readers = List.copyOf(readers);
        this.json = json;
        this.clock = clock;
    }

    /** Outside any transaction: mails are fetched over the network. */
    void workOff() {
        Optional<Told> next;
        while ((next = events.claim(clock.instant(), clock.instant().plus(LEASE))).isPresent()) {
            workOff(next.get());
        }
    }

    private void workOff(Told told) {
        try {
            read(told.kind(), json.readTree(told.body()));
            events.end(told.id(), "done");
        } catch (IOException | RuntimeException e) {
            again(told, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String kind, JsonNode event) throws IOException, InterruptedException {
        Optional<String> mail = ResendInbox.id(event);
        if (mail.isEmpty()) {
            return;
        }
        switch (kind) {
            case "email.received" -> {
                Optional<ReceivedMail> received = inbox.fetch(mail.get());
                if (received.isPresent()) {
                    for (MailReader reader : readers) {
                        reader.read(received.get());
                    }
                }
            }
            case "email.bounced" -> events.mark(mail.get(), "bounced");
            case "email.complained" -> events.mark(mail.get(), "complained");
            default -> {}
        }
    }

    private void again(Told told, Exception trouble) {
        if (told.attempts() >= MOST_ATTEMPTS || trouble instanceof JacksonException) {
            events.end(told.id(), "given-up");
            LOG.error("What the carrier told us ({}) could not be worked off and was given up", told.kind(), trouble);
        } else {
            events.later(told.id(), clock.instant().plus(Duration.ofMinutes(1L << told.attempts())));
            LOG.warn("What the carrier told us ({}) is worked off later", told.kind(), trouble);
        }
    }
}
