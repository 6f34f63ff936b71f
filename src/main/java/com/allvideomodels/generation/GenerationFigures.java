package com.allvideomodels.generation;

import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What staff see first of videos: how many are under way, and how many nobody attends to. */
@Component
class GenerationFigures implements StaffFigures {

    /** Something due for that long is attended to by nobody. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private final JdbcClient sql;
    private final InstantSource clock;

    GenerationFigures(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return sql.sql("""
                        select count(*) filter (where state <> 'UNCERTAIN'), count(*) filter (where state = 'UNCERTAIN'),
                               count(*) filter (where due_at < :stuck)
                          from generation where state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING')
                        """)
                .param("stuck", clock.instant().minus(STUCK).atOffset(ZoneOffset.UTC))
                .query((row, n) -> List.of(
                        Figure.alarmingAbove(0, "generation.figure.stuck", row.getLong(3), null),
                        Figure.of("generation.figure.running", row.getLong(1), null),
                        Figure.of("generation.figure.uncertain", row.getLong(2), null)))
                .single();
    }
}
