package com.allvideomodels.billing;

import static java.util.stream.Collectors.toMap;

import com.allvideomodels.credits.Bookings;
import com.allvideomodels.credits.Cause;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads payments and what the ledger has of them: the credits that were paid for, less what was taken back. */
@Component
class TwoBooks {

    private final Payments payments;
    private final Bookings bookings;
    private final TransactionTemplate oneMoment;

    TwoBooks(Payments payments, Bookings bookings, PlatformTransactionManager transactions) {
        this.payments = payments;
        this.bookings = bookings;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * @param payments those that are known here, by transaction
     * @param credits by how many credits the two books differ, the ledger having more if above zero, by transaction; those that agree are
     *     missing
     */
    record Seen(Map<String, Payment> payments, Map<String, Long> credits) {}

    /** In a transaction of its own, in which both are seen as they were at one moment. */
    Seen see(Collection<String> transactions) {
        return Objects.requireNonNull(oneMoment.execute(status -> seen(payments.find(transactions))));
    }

    private Seen seen(Map<String, Payment> known) {
        Map<Cause, Long> issued = bookings.issued(
                known.values().stream().flatMap(one -> causes(one).stream()).toList());
        return new Seen(
                known,
                known.values().stream()
                        .map(one -> Map.entry(one.transaction(), sum(one, issued) - one.left()))
                        .filter(one -> one.getValue() != 0)
                        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static long sum(Payment one, Map<Cause, Long> issued) {
        return causes(one).stream()
                .mapToLong(cause -> issued.getOrDefault(cause, 0L))
                .sum();
    }

    private static List<Cause> causes(Payment one) {
        return Payments.causes(one.id(), one.clawbacks());
    }
}
