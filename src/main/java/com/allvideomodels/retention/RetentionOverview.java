package com.allvideomodels.retention;

import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every class of data with what is due of it and what was done. */
@Component
class RetentionOverview {

    /** Counting further would only make the page slow. */
    static final int COUNTED = 10_000;

    private final RetentionPolicy policy;
    private final Sweep sweep;
    private final SweepRows rows;

    RetentionOverview(RetentionPolicy policy, Sweep sweep, SweepRows rows) {
        this.policy = policy;
        this.sweep = sweep;
        this.rows = rows;
    }

    List<Line> lines(Instant now) {
        Map<String, RetentionRule> rules =
                sweep.rules().stream().collect(Collectors.toMap(RetentionRule::dataClass, Function.identity()));
        Map<String, SweepRows.Progress> progress =
                rows.all(now).stream().collect(Collectors.toMap(SweepRows.Progress::dataClass, Function.identity()));
        return policy.rules().stream()
                .map(rule -> line(rule, rules.get(rule.id()), progress.get(rule.id()), now))
                .toList();
    }

    private static Line line(
            Rule rule, @Nullable RetentionRule carriedOut, SweepRows.@Nullable Progress progress, Instant now) {
        Instant oldest = carriedOut == null ? null : carriedOut.oldestDue(now).orElse(null);
        return new Line(
                rule,
                rule.keeps() == null ? null : Span.of(rule.period()),
                carriedOut != null,
                carriedOut == null ? 0 : carriedOut.due(now, COUNTED),
                oldest == null ? null : Span.of(Duration.between(oldest, now)),
                progress);
    }

    /**
     * @param swept whether the sweep carries the rule out
     * @param due counted no further than {@link #COUNTED}
     * @param overdue for how long the oldest of it has been due
     */
    record Line(
            Rule rule,
            @Nullable Span keeps,
            boolean swept,
            long due,
            @Nullable Span overdue,
            SweepRows.@Nullable Progress progress) {}
}
