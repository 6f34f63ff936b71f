package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemEvents.Event;
import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Works off what Creem told: what an event says is made true and the event ended in one transaction, so that a crash repeats it whole. */
@Component
class EventWork {

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        ScheduledJob workOffCreemEvents(EventWork work) {
            return new ScheduledJob("billing.read-events", work::workOff);
        }
    }

    static final int MOST_ATTEMPTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(EventWork.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final CreemEvents events;
    private final News news;
    private final Facts facts;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    EventWork(
            CreemEvents events,
            News news,
            Facts facts,
            JsonMapper json,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.events = events;
        this.news = news;
        this.facts = facts;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    void workOff() {
        Optional<Event> next;
        while ((next = events.claim(clock.instant(), clock.instant().plus(LEASE))).isPresent()) {
            workOff(next.get());
        }
    }

    private void workOff(Event event) {
        try {
            Reading reading = read(event);
            transaction.executeWithoutResult(status -> end(event, reading));
        } catch (RuntimeException e) {
            again(event, e);
        }
    }

    private Reading read(Event event) {
        try {
            JsonNode whole = json.readTree(events.body(event.id()));
            return news.read(event.type(), whole.path("object"), event.receivedAt());
        } catch (JacksonException e) {
            return new Reading.Unclear("no-json");
        }
    }

    private void end(Event event, Reading reading) {
        switch (reading) {
            case Reading.Understood understood -> {
                long fresh = understood.told().stream().filter(facts::make).count();
                String outcome = understood.told().isEmpty() ? "of-no-concern" : fresh == 0 ? "known-before" : "done";
                requireMine(events.end(event.id(), "done", outcome));
                events.toldOf(event.id(), understood.told());
            }
            case Reading.Unclear unclear -> {
                requireMine(events.end(event.id(), "unclear", unclear.why()));
                LOG.error("Creem told something that staff must look at ({}): /admin/payments", unclear.why());
            }
        }
    }

    /** Another node was so late that this one was given it, or the other way round; whoever comes second undoes its own. */
    private static void requireMine(boolean ended) {
        if (!ended) {
            throw new IllegalStateException("the event was worked off by another node");
        }
    }

    private void again(Event event, RuntimeException trouble) {
        if (event.attempts() >= MOST_ATTEMPTS) {
            events.end(event.id(), "unclear", "given-up");
            LOG.error("What Creem told ({}) could not be worked off and was given up", event.type(), trouble);
        } else {
            Duration wait = Duration.ofSeconds(Math.min(3600, 1L << event.attempts()));
            events.later(event.id(), clock.instant().plus(wait));
            LOG.warn("What Creem told ({}) is worked off later", event.type(), trouble);
        }
    }
}
