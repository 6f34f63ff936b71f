package com.allvideomodels.request;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.request.Course.Outcome;
import com.allvideomodels.request.Course.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Moves of staff: the new state, its line of history, what goes with it and the row in the audit trail, in the caller's transaction. */
@Component
class Moves {

    private final RequestRows rows;
    private final HistoryRows history;
    private final AuditTrail audit;
    private final InstantSource clock;

    Moves(RequestRows rows, HistoryRows history, AuditTrail audit, InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param together what is done only if the move is made, with the request as it stands then */
    Optional<Refusal> take(RequestId id, AccountId by, Move move, String kind, Consumer<PrivacyRequest> together) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        return switch (request.course().take(move)) {
            case Outcome.Refused refused -> Optional.of(refused.why());
            case Outcome.Moved moved -> {
                Instant now = clock.instant();
                rows.move(id, moved.course(), now);
                history.append(id, Happening.byStaff(now, kind, by));
                together.accept(rows.find(id).orElseThrow());
                note(request, kind, by);
                yield Optional.empty();
            }
        };
    }

    /** Says in the audit trail that staff looked at a request or did something about it. */
    void note(PrivacyRequest request, String what, AccountId by) {
        Act act = Act.of(new Actor.Staff(by), "privacy-request." + what).with("request", request.id());
        audit.record(request.account() == null ? act : act.about(request.account()));
    }
}
