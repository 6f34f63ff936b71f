package com.allvideomodels.billing;

import com.allvideomodels.billing.ReconciliationRows.Report;
import com.allvideomodels.kernel.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a comparison. Of what is old only what is wrong is kept one by one, and of what is new all that Creem listed. A page may tell
 * a thing again that the one before told.
 */
final class Tally {

    private final Instant since;
    private final Instant listedSince;
    private final Map<String, Long> money = new TreeMap<>();
    private final Map<String, Long> credits = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();
    private final Set<String> listed = new HashSet<>();
    private final Set<Money> prices = new HashSet<>();
    private int transactions;
    private int mended;

    /**
     * @param since what is older is not compared
     * @param listedSince of what is newer it is kept that Creem listed it
     */
    Tally(Instant since, Instant listedSince) {
        this.since = since;
        this.listedSince = listedSince;
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

    void listed(Collection<Transaction> some) {
        some.stream()
                .filter(one -> one.paid() && !one.at().isBefore(listedSince))
                .map(Transaction::id)
                .forEach(listed::add);
    }

    boolean isListed(String transaction) {
        return listed.contains(transaction);
    }

    /**
     * @param ours nothing where nobody here is known for it
     * @param ledger by how many credits the ledger differs from what was paid for
     */
    void add(Transaction one, @Nullable Payment ours, long ledger) {
        transactions++;
        differ(money, one.id(), one.kept() - (ours == null ? 0 : ours.kept()));
        differ(credits, one.id(), ledger);
        if (ours == null) {
            unknown.add(one.id());
        }
    }

    /** Creem knows of no such payment. */
    void absent(Payment ours) {
        differ(money, ours.transaction(), -ours.kept());
        differ(credits, ours.transaction(), ours.left());
    }

    private static void differ(Map<String, Long> which, String transaction, long by) {
        if (by == 0) {
            which.remove(transaction);
        } else {
            which.put(transaction, by);
        }
    }

    Report report(Instant now) {
        Set<String> differing = new TreeSet<>(money.keySet());
        differing.addAll(credits.keySet());
        differing.removeAll(unknown);
        return new Report(
                now,
                since,
                transactions,
                mended,
                sum(money),
                sum(credits),
                List.copyOf(unknown),
                List.copyOf(differing));
    }

    /** Without signs: nothing that differs makes up for another. */
    private static long sum(Map<String, Long> differences) {
        return differences.values().stream().mapToLong(Math::abs).sum();
    }
}
