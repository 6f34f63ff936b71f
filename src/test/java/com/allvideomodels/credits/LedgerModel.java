package com.allvideomodels.credits;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The ledger as one would explain it, in memory and by a single thread: it foretells every answer of the real one. */
class LedgerModel {

    private static final Comparator<Lot> ORDER =
            Comparator.comparingLong((Lot lot) -> lot.lapses).thenComparingLong(lot -> lot.number);

    private final List<Lot> lots = new ArrayList<>();
    private final Map<String, Body> causes = new HashMap<>();
    private final Map<String, String> settlements = new HashMap<>();
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Map<Integer, Limits> limits = new HashMap<>();
    private final Map<String, Use> uses = new HashMap<>();
    private final LocalDate begin;
    private long days;
    private long steps;

    /** @param begin the day on which it all begins, in UTC */
    LedgerModel(LocalDate begin) {
        this.begin = begin;
    }

    /** What an owner set; {@code -1} for no cap. */
    record Limits(long dayCap, long monthCap, boolean stopped) {

        static final Limits NONE = new Limits(-1, -1, false);
    }

    /** What a hold uses of the caps of the day and the month on which it was made. */
    record Use(int owner, LocalDate on, long amount) {}

    /** What was asked under a cause. */
    record Body(int owner, long amount) {}

    record Part(Lot lot, long amount) {}

    /** A grant: what is there of it, and when it lapses. */
    static final class Lot {

        private final int owner;
        private final String cause;
        private final long number;
        private long available;
        private long held;
        private long lapses;
        private boolean prolonged;

        Lot(int owner, String cause, long number, long amount, long lapses) {
            this.owner = owner;
            this.cause = cause;
            this.number = number;
            this.available = amount;
            this.lapses = lapses;
        }
    }

    /** Some days go by, and a moment with every step, so that no two things happen at the same time. */
    void later(long more) {
        days += more;
        steps++;
    }

    private long in(long more) {
        return (days + more) * 1_000_000 + steps;
    }

    String grant(int owner, long amount, String cause, long life) {
        Body earlier = causes.putIfAbsent("grant " + cause, new Body(owner, amount));
        if (earlier != null) {
            return earlier.equals(new Body(owner, amount)) ? "again" : "conflict";
        }
        lots.add(new Lot(owner, cause, lots.size(), amount, life == 0 ? Long.MAX_VALUE : in(life)));
        return "done";
    }

    String hold(int owner, long amount, String cause) {
        Body earlier = causes.get("hold " + cause);
        if (earlier != null) {
            return earlier.equals(new Body(owner, amount)) ? "again" : "conflict";
        }
        Limits set = limits.getOrDefault(owner, Limits.NONE);
        if (set.stopped()) {
            return "stopped";
        }
        if (isOver(set.dayCap(), usedOn(owner, today()), amount)
                || isOver(set.monthCap(), usedIn(owner, YearMonth.from(today())), amount)) {
            return "capped";
        }
        lapse(owner);
        if (available(owner) < amount) {
            return "short";
        }
        causes.put("hold " + cause, new Body(owner, amount));
        uses.put(cause, new Use(owner, today(), amount));
        parts.put(cause, take(owner, amount));
        return "done";
    }

    private static boolean isOver(long cap, long used, long amount) {
        return cap >= 0 && amount > 0 && used + amount > cap;
    }

    private LocalDate today() {
        return begin.plusDays(days);
    }

    private long usedOn(int owner, LocalDate day) {
        return used(use -> use.owner() == owner && use.on().equals(day));
    }

    private long usedIn(int owner, YearMonth month) {
        return used(use -> use.owner() == owner && YearMonth.from(use.on()).equals(month));
    }

    private long used(Predicate<Use> which) {
        return uses.values().stream().filter(which).mapToLong(Use::amount).sum();
    }

    String limit(int owner, Limits next) {
        Limits before = limits.put(owner, next);
        return next.equals(before == null ? Limits.NONE : before) ? "again" : "done";
    }

    private List<Part> take(int owner, long amount) {
        List<Part> took = new ArrayList<>();
        long left = amount;
        for (Lot lot : of(owner)) {
            long some = Math.min(left, lot.available);
            if (some > 0) {
                lot.available -= some;
                lot.held += some;
                left -= some;
                took.add(new Part(lot, some));
            }
        }
        return took;
    }

    String capture(String cause, long amount) {
        Body hold = causes.get("hold " + cause);
        if (hold == null || amount > hold.amount()) {
            return "illegal";
        }
        return settle(cause, "capture " + amount, amount);
    }

    String release(String cause) {
        return causes.containsKey("hold " + cause) ? settle(cause, "release", 0) : "illegal";
    }

    private String settle(String cause, String how, long spent) {
        String earlier = settlements.putIfAbsent(cause, how);
        if (earlier != null) {
            return earlier.equals(how) ? "again" : "conflict";
        }
        Use use = uses.get(cause);
        uses.put(cause, new Use(use.owner(), use.on(), spent));
        long left = spent;
        var inOrder = parts.remove(cause).stream()
                .sorted(Comparator.comparing(Part::lot, ORDER))
                .toList();
        for (Part part : inOrder) {
            long gone = Math.min(left, part.amount());
            left -= gone;
            back(part.lot(), part.amount(), part.amount() - gone);
        }
        return "done";
    }

    private void back(Lot lot, long held, long returned) {
        lot.held -= held;
        lot.available += returned;
        if (returned > 0 && lot.lapses <= in(0)) {
            lot.lapses = lot.prolonged ? lot.lapses : in(Lots.PROLONGED.toDays());
            lot.prolonged = true;
        }
    }

    String takeBack(String grant, long most, String cause) {
        Body given = causes.get("grant " + grant);
        if (given == null) {
            return "illegal";
        }
        Body earlier = causes.putIfAbsent("clawback " + cause, new Body(given.owner(), 0));
        if (earlier != null) {
            return earlier.owner() == given.owner() ? "again" : "conflict";
        }
        Lot lot =
                lots.stream().filter(one -> one.cause.equals(grant)).findFirst().orElseThrow();
        long some = Math.min(lot.available, most);
        lot.available -= some;
        return "done";
    }

    boolean over(int owner) {
        return of(owner).stream().anyMatch(lot -> lot.lapses <= in(0) && lot.available > 0);
    }

    /** @return whether there was anything that lapsed */
    boolean lapse(int owner) {
        List<Lot> over = of(owner).stream()
                .filter(lot -> lot.lapses <= in(0) && lot.available > 0)
                .toList();
        over.forEach(lot -> lot.available = 0);
        return !over.isEmpty();
    }

    private List<Lot> of(int owner) {
        return lots.stream().filter(lot -> lot.owner == owner).sorted(ORDER).toList();
    }

    long available(int owner) {
        return of(owner).stream().mapToLong(lot -> lot.available).sum();
    }

    long held(int owner) {
        return of(owner).stream().mapToLong(lot -> lot.held).sum();
    }
}
