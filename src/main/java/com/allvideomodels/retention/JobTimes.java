package com.allvideomodels.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one timetable as it stands in the database, where all nodes share it. */
@Component
class JobTimes {

    private final JdbcClient sql;

    JobTimes(JdbcClient sql) {
        this.sql = sql;
    }

    List<JobTime> all() {
        return sql.sql("""
                select job_name, repeat_interval, prev_fire_time, next_fire_time, trigger_state
                from qrtz_triggers join qrtz_simple_triggers using (sched_name, trigger_name, trigger_group)
                order by job_name
                """).query(JobTimes::time).list();
    }

    private static JobTime time(ResultSet row, int number) throws SQLException {
        return new JobTime(
                row.getString("job_name"),
                Span.of(Duration.ofMillis(row.getLong("repeat_interval"))),
                instant(row.getLong("prev_fire_time")),
                instant(row.getLong("next_fire_time")),
                row.getString("trigger_state").equals("ERROR"));
    }

    private static @Nullable Instant instant(long millis) {
        return millis <= 0 ? null : Instant.ofEpochMilli(millis);
    }

    /** @param broken Quartz could not make the job and has put it aside */
    record JobTime(
            String name,
            Span every,
            @Nullable Instant last,
            @Nullable Instant next,
            boolean broken) {}
}
