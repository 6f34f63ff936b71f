package com.allvideomodels.billing;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.billing.CreemEvents.Event;
import com.allvideomodels.billing.News.Reading;
import com.allvideomodels.kernel.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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

    /** Few enough to be through with long before the lease ends. */
    private static final int AT_A_TIME = 50;

    private static final int HANDS = 4;

    private final CreemEvents events;
    private final News news;
    private final Facts facts;
    private final Accounts accounts;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    EventWork(
            CreemEvents events,
            News news,
            Facts facts,
            Accounts accounts,
            JsonMapper json,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.events = events;
        this.news = news;
        this.facts = facts;
        this.accounts = accounts;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Until nothing waits: by one hand, and by several once there is more than one of them takes at a time. */
    void workOff() {
        if (workOffSome()) {
            try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, HANDS).forEach(hand -> hands.execute(this::workOffAll));
            }
        }
    }

    private void workOffAll() {
        while (workOffSome()) {
            // Some more.
        }
    }

    /** @return whether there may be more */
    private boolean workOffSome() {
        Instant now = clock.instant();
        List<Event> some = events.claim(AT_A_TIME, now, now.plus(LEASE));
        some.forEach(this::workOff);
        return some.size() == AT_A_TIME;
    }

    private void workOff(Event event) {
        try {
            JsonNode object = json.readTree(events.body(event)).path("object");
            transaction.executeWithoutResult(
                    status -> workOff(event, news.read(event.type(), object, event.receivedAt()), object));
        } catch (JacksonException e) {
            events.end(event.id(), "unclear", "no-json");
        } catch (RuntimeException e) {
            again(event, e);
        }
    }

    private void workOff(Event event, Reading reading, JsonNode object) {
        switch (reading) {
            case Reading.Understood understood -> end(event, understood.told());
            case Reading.Unclear unclear -> unclear(event, unclear.why());
        }
        news.concerns(object).filter(accounts::keep).ifPresent(account -> events.concerns(event.id(), account));
    }

    private void end(Event event, List<Told> told) {
        if (told.isEmpty()) {
            done(event, "of-no-concern");
            return;
        }
        events.toldOf(event.id(), told, clock.instant());
        switch (facts.make(told)) {
            case NEWS -> done(event, "done");
            case KNOWN_BEFORE -> done(event, "known-before");
            case OF_NOBODY -> unclear(event, "payer-gone");
        }
    }

    private void done(Event event, String outcome) {
        requireMine(events.end(event.id(), "done", outcome));
    }

    private void unclear(Event event, String why) {
        requireMine(events.end(event.id(), "unclear", why));
        LOG.error("Creem told something that staff must look at ({}): /admin/payments", why);
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
