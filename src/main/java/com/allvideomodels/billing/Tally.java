package com.allvideomodels.billing;

import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.kernel.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What comes of a comparison, of which only what is wrong is kept one by one: a page may tell a thing again that the one before told. */
final class Tally {

    private final Instant since;
    private final Map<String, Long> differences = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<Money> prices = new HashSet<>();
    private int transactions;
    private int mended;

    Tally(Instant since) {
        this.since = since;
    }

    Instant since() {
        return since;
    }

    boolean isOfThisTime(Transaction one) {
        return one.paid() && !one.at().isBefore(since);
    }

    /** Whether this is the first payment of nobody at this price: whatever is done to find its checkout is done for all of them. */
    boolean isFirstAt(Money price) {
        return prices.add(price);
    }

    void mended() {
        mended++;
    }

    void add(Transaction one, @Nullable Payment ours) {
        transactions++;
        long difference = one.amounts().charged().minor() - one.refunded() - (ours == null ? 0 : ours.kept());
        if (difference != 0) {
            differences.put(one.id(), difference);
        }
        if (ours == null) {
            unknown.add(one.id());
        }
    }

    Report report(Instant now) {
        long difference =
                differences.values().stream().mapToLong(Long::longValue).sum();
        return new Report(now, since, transactions, mended, difference, List.copyOf(unknown));
    }
}
