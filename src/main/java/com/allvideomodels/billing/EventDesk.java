package com.allvideomodels.billing;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What staff see of what Creem told, and letting it be worked off once more. Every look and act is in the audit trail. */
@Component
@Transactional
class EventDesk {

    private final EventBooks books;
    private final CreemEvents events;
    private final Payers payers;
    private final RefundOrders orders;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final InstantSource clock;

    EventDesk(
            EventBooks books,
            CreemEvents events,
            Payers payers,
            RefundOrders orders,
            AuditTrail audit,
            JsonMapper json,
            InstantSource clock) {
        this.books = books;
        this.events = events;
        this.payers = payers;
        this.orders = orders;
        this.audit = audit;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.clock = clock;
    }

    /**
     * @param body as Creem sent it, laid out for reading; {@code null} where it is kept no longer
     * @param nobody where it is of somebody who is not known here
     * @param proposal of whose it is
     * @param orders to send back what nobody is known for
     */
    record Whole(
            EventBooks.Line event,
            @Nullable String body,
            @Nullable PaymentOfNobody nobody,
            Payers.@Nullable Proposal proposal,
            List<RefundOrders.Order> orders) {

        /** Whether money of it may be sent back now. */
        public boolean refundable() {
            return nobody != null
                    && nobody.refundable()
                    && orders.stream().allMatch(one -> one.state() == RefundOrders.State.FAILED);
        }
    }

    List<EventBooks.Line> list(boolean all, AccountId by) {
        audit.record(act(by, "creem-events.listed"));
        return all ? books.newest() : books.unclear();
    }

    Optional<Whole> look(String id, AccountId by) {
        return books.find(id).map(found -> {
            audit.record(about(id, act(by, "creem-event.read")));
            return whole(found);
        });
    }

    private Whole whole(EventBooks.Line event) {
        PaymentOfNobody nobody = ofNobody(event).orElse(null);
        return new Whole(
                event,
                event.readable() ? laidOut(events.body(event.id())) : null,
                nobody,
                payers.of(event.id()).orElse(null),
                nobody == null || nobody.transaction() == null ? List.of() : orders.of(nobody.transaction()));
    }

    /** The payment of an event that ended because nobody was known for it. Looking at it for staff is {@link #look}. */
    Optional<PaymentOfNobody> ofNobody(String id) {
        return books.find(id).flatMap(this::ofNobody);
    }

    private Optional<PaymentOfNobody> ofNobody(EventBooks.Line event) {
        return event.readable() && PaymentOfNobody.is(event)
                ? Optional.of(PaymentOfNobody.read(
                        json.readTree(events.body(event.id())).path("object")))
                : Optional.empty();
    }

    private String laidOut(byte[] body) {
        try {
            return json.writeValueAsString(json.readTree(body));
        } catch (JacksonException e) {
            return new String(body, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** @return whether it had ended and can be read */
    boolean again(String id, AccountId by) {
        boolean waits = events.again(id, clock.instant());
        if (waits) {
            audit.record(about(id, act(by, "creem-event.replayed")));
        }
        return waits;
    }

    private static Act act(AccountId by, String what) {
        return Act.of(new Actor.Staff(by), what);
    }

    private Act about(String id, Act act) {
        Act named = act.with("event", id);
        return books.concerned(id).map(named::about).orElse(named);
    }
}
