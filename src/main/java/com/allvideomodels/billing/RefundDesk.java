package com.allvideomodels.billing;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.billing.RefundOrders.Order;
import com.allvideomodels.billing.RefundOrders.State;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Sends the money of a payment back through Creem: all that is left of it, since Creem takes no amount (contract, Transactions). Our row
 * comes first and is never sent twice; whether the money is back is decided by the transaction alone, which {@link RefundWatch} looks at.
 */
@Component
class RefundDesk {

    /** A node that dies between the row and the answer leaves it to the watch. */
    private static final Duration ANSWER_LOST = Duration.ofMinutes(2);

    private final PaymentBooks books;
    private final PaymentRows payments;
    private final RefundOrders orders;
    private final CreemApi creem;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    RefundDesk(
            PaymentBooks books,
            PaymentRows payments,
            RefundOrders orders,
            CreemApi creem,
            AuditTrail audit,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.books = books;
        this.payments = payments;
        this.orders = orders;
        this.creem = creem;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What ordering came to; the message {@code payment.refund.NAME} says it. */
    enum Ordered {
        /** Creem has taken it. */
        TAKEN,
        /** Its answer was lost: it is followed up and not sent again. */
        UNKNOWN,
        /** Creem would not, and nothing went back. */
        REFUSED,
        /** Creem did not hear of it, and nothing went back. */
        NOT_NOW,
        /** Something else is left than was shown, or one is on its way. */
        NOT_THIS
    }

    /** @param shown minor units that were said to go back */
    @Transactional(propagation = Propagation.NEVER)
    public Ordered order(UUID payment, long shown, String reason, AccountId by) {
        Optional<Order> order = transaction.execute(status -> begin(payment, shown, reason, by));
        return order.map(this::send).orElse(Ordered.NOT_THIS);
    }

    private Optional<Order> begin(UUID payment, long shown, String reason, AccountId by) {
        return books.find(payment)
                // What is left is read again under the lock under which news of it is made true.
                .filter(one -> payments.lock(one.transaction()).isPresent())
                .flatMap(one -> books.find(payment))
                .filter(one -> leaves(one, shown))
                .flatMap(one -> begin(
                        one.transaction(), shown, reason, by, PaymentActs.about(one, by, "payment.refund-ordered")));
    }

    /**
     * As {@link #order}, of a payment that nobody here is known for.
     *
     * @param nobody as its event says
     */
    @Transactional(propagation = Propagation.NEVER)
    public Ordered order(PaymentOfNobody nobody, long shown, String reason, AccountId by) {
        Optional<Order> order = transaction.execute(status -> begin(nobody, shown, reason, by));
        return order.map(this::send).orElse(Ordered.NOT_THIS);
    }

    private Optional<Order> begin(PaymentOfNobody nobody, long shown, String reason, AccountId by) {
        String name = nobody.transaction();
        Money charged = nobody.charged();
        if (name == null
                || charged == null
                || charged.minor() != shown
                || payments.find(name).isPresent()) {
            return Optional.empty();
        }
        return begin(name, shown, reason, by, Act.of(new Actor.Staff(by), "payment.refund-ordered"));
    }

    private static boolean leaves(PaymentLine payment, long shown) {
        Money left = payment.left();
        return left != null && left.minor() > 0 && left.minor() == shown;
    }

    private Optional<Order> begin(String name, long amount, String reason, AccountId by, Act act) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        if (!orders.add(id, name, amount, reason, by, now, now.plus(ANSWER_LOST))) {
            return Optional.empty();
        }
        audit.record(act.with("transaction", name).with("amount", amount));
        return orders.of(name).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Ordered send(Order order) {
        return switch (creem.refund(order.transaction())) {
            case CreemApi.Outcome.Done(JsonNode answer) ->
                taken(order, CreemObjects.text(answer, "status").orElse("unsaid"));
            case CreemApi.Outcome.Refused refused -> failed(order, "refused-" + refused.status(), Ordered.REFUSED);
            case CreemApi.Outcome.NotNow later -> failed(order, "not-sent", Ordered.NOT_NOW);
            case CreemApi.Outcome.Unknown lost -> Ordered.UNKNOWN;
        };
    }

    private Ordered taken(Order order, String status) {
        return switch (status) {
            case "failed", "canceled" -> failed(order, status, Ordered.REFUSED);
            default -> {
                orders.heard(order.id(), status, clock.instant());
                yield Ordered.TAKEN;
            }
        };
    }

    private Ordered failed(Order order, String answer, Ordered how) {
        orders.end(order.id(), State.FAILED, answer, clock.instant());
        return how;
    }

    /** Somebody found out that nothing comes of an order, which for a day nobody could decide. @return whether there is such a one */
    @Transactional
    public boolean close(UUID payment, UUID order, String reason, AccountId by) {
        Optional<PaymentLine> line = books.find(payment);
        boolean closed = line.stream()
                .flatMap(one -> orders.of(one.transaction()).stream())
                .filter(one -> one.id().equals(order) && one.closable(clock.instant()))
                .anyMatch(one -> orders.end(one.id(), State.FAILED, "closed-by-staff", clock.instant()));
        if (closed) {
            audit.record(PaymentActs.about(line.orElseThrow(), by, "payment.refund-closed")
                    .with("order", order)
                    .with("reason", reason));
        }
        return closed;
    }
}
