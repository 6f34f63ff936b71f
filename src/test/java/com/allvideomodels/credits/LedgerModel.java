package com.allvideomodels.credits;

import java.util.HashMap;
import java.util.Map;

/** The ledger as one would explain it, in memory and by a single thread: it foretells every answer of the real one. */
class LedgerModel {

    private final Map<Integer, Long> available = new HashMap<>();
    private final Map<Integer, Long> held = new HashMap<>();
    private final Map<String, Body> causes = new HashMap<>();
    private final Map<String, String> settlements = new HashMap<>();

    /** What was asked under a cause. */
    record Body(int owner, long amount) {}

    String grant(int owner, long amount, String cause) {
        Body earlier = causes.putIfAbsent("grant " + cause, new Body(owner, amount));
        if (earlier != null) {
            return earlier.equals(new Body(owner, amount)) ? "again" : "conflict";
        }
        available.merge(owner, amount, Long::sum);
        return "done";
    }

    String hold(int owner, long amount, String cause) {
        Body earlier = causes.get("hold " + cause);
        if (earlier != null) {
            return earlier.equals(new Body(owner, amount)) ? "again" : "conflict";
        }
        if (available(owner) < amount) {
            return "short";
        }
        causes.put("hold " + cause, new Body(owner, amount));
        available.merge(owner, -amount, Long::sum);
        held.merge(owner, amount, Long::sum);
        return "done";
    }

    String capture(String cause, long amount) {
        Body hold = causes.get("hold " + cause);
        if (hold == null || amount > hold.amount()) {
            return "illegal";
        }
        String answer = settle(cause, "capture " + amount);
        if (answer.equals("done")) {
            held.merge(hold.owner(), -hold.amount(), Long::sum);
            available.merge(hold.owner(), hold.amount() - amount, Long::sum);
        }
        return answer;
    }

    String release(String cause) {
        Body hold = causes.get("hold " + cause);
        if (hold == null) {
            return "illegal";
        }
        String answer = settle(cause, "release");
        if (answer.equals("done")) {
            held.merge(hold.owner(), -hold.amount(), Long::sum);
            available.merge(hold.owner(), hold.amount(), Long::sum);
        }
        return answer;
    }

    private String settle(String cause, String how) {
        String earlier = settlements.putIfAbsent(cause, how);
        if (earlier == null) {
            return "done";
        }
        return earlier.equals(how) ? "again" : "conflict";
    }

    long available(int owner) {
        return available.getOrDefault(owner, 0L);
    }

    long held(int owner) {
        return held.getOrDefault(owner, 0L);
    }
}
