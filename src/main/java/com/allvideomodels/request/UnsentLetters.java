package com.allvideomodels.request;

import com.allvideomodels.mail.LetterUnsent;
import java.time.InstantSource;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Says in the history of a request that a letter about it could not be sent, also once its account has gone. */
@Component
class UnsentLetters {

    private static final String ABOUT_REQUESTS = "privacy-request-";

    private final RequestRows rows;
    private final HistoryRows history;
    private final InstantSource clock;

    UnsentLetters(RequestRows rows, HistoryRows history, InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.clock = clock;
    }

    /** May be told twice. */
    @ApplicationModuleListener
    void on(LetterUnsent unsent) {
        if (unsent.template().startsWith(ABOUT_REQUESTS)) {
            String which = unsent.template().substring(ABOUT_REQUESTS.length());
            rows.find(unsent.number()).ifPresent(request -> note(request.id(), which));
        }
    }

    private void note(RequestId id, String which) {
        rows.lock(id);
        boolean noted = history.of(id).stream()
                .anyMatch(one -> one.kind().equals("letter-unsent") && which.equals(one.detail()));
        if (!noted) {
            history.append(
                    id, Happening.byService(clock.instant(), "letter-unsent").with(which));
        }
    }
}
