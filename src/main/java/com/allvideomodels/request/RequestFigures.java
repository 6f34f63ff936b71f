package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PersonFacts;
import com.allvideomodels.web.StaffFigures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** What staff see of requests first, and of those of one person. */
@Component
class RequestFigures implements StaffFigures, PersonFacts {

    private static final String QUEUE = "/admin/requests";

    private final Queue queue;
    private final PrivacyRequests requests;
    private final InstantSource clock;

    RequestFigures(Queue queue, PrivacyRequests requests, InstantSource clock) {
        this.queue = queue;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        Instant now = clock.instant();
        return List.of(
                Figure.alarmingAbove(0, "requests.figure.overdue", queue.dueBy(now), QUEUE),
                Figure.of("requests.figure.soon", queue.dueBy(now.plus(RequestReminders.SOON)), QUEUE),
                Figure.of("requests.figure.open", queue.open(), QUEUE));
    }

    @Override
    public List<Fact> about(AccountId person) {
        return List.of(Fact.of("requests.title", requests.of(person).size()));
    }
}
