package com.allvideomodels.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rules of one class that look like one. */
record SeveralRules(List<RetentionRule> rules) implements RetentionRule {

    SeveralRules {
        rules = List.copyOf(rules);
        if (rules.stream().map(RetentionRule::dataClass).distinct().count() != 1) {
            throw new IllegalArgumentException("rules of one class belong together, and at least one");
        }
    }

    @Override
    public String dataClass() {
        return rules.getFirst().dataClass();
    }

    @Override
    public long due(Instant now, long most) {
        long due = 0;
        for (RetentionRule rule : rules) {
            due += due < most ? rule.due(now, most - due) : 0;
        }
        return due;
    }

    @Override
    public int end(Instant now, int most) {
        int ended = 0;
        for (RetentionRule rule : rules) {
            ended += ended < most ? rule.end(now, most - ended) : 0;
        }
        return ended;
    }

    @Override
    public Optional<Instant> oldestDue(Instant now) {
        return rules.stream().flatMap(rule -> rule.oldestDue(now).stream()).min(Instant::compareTo);
    }
}
