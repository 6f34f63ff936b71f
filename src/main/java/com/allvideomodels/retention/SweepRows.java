package com.allvideomodels.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How far the sweep is with each class, and how much ends on a day. */
@Repository
class SweepRows {

    private final JdbcClient sql;

    SweepRows(JdbcClient sql) {
        this.sql = sql;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void know(Collection<String> classes) {
        classes.forEach(one -> sql.sql("insert into sweep_class (data_class) values (:class) on conflict do nothing")
                .param("class", one)
                .update());
    }

    /** Makes this transaction the only one that works on the class; not where another does, or where it is to wait after a failure. */
    boolean claim(String dataClass, Instant now) {
        return sql.sql("""
                select 1 from sweep_class where data_class = :class and (retry_at is null or retry_at <= :now)
                for update skip locked
                """)
                .param("class", dataClass)
                .param("now", HoldRows.utc(now))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void ran(String dataClass, Instant now, @Nullable Instant overdueSince) {
        sql.sql("""
                update sweep_class set run_at = :now, failures = 0, failed_at = null, fault = null, retry_at = null,
                  overdue_since = :overdue where data_class = :class
                """)
                .param("now", HoldRows.utc(now))
                .param(
                        "overdue",
                        overdueSince == null ? null : HoldRows.utc(overdueSince),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("class", dataClass)
                .update();
    }

    /** It waits a minute, then two, four and so on up to an hour. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void failed(String dataClass, String fault, Instant now) {
        sql.sql("""
                update sweep_class set failures = failures + 1, failed_at = :now, fault = :fault,
                  retry_at = cast(:now as timestamptz) + least(interval '1 hour', interval '1 minute' * 2 ^ least(failures, 6))
                where data_class = :class
                """)
                .param("now", HoldRows.utc(now))
                .param("fault", fault)
                .param("class", dataClass)
                .update();
    }

    void count(String dataClass, Instant now, int ended, int released) {
        sql.sql("""
                insert into sweep_day (data_class, day, ended, released) values (:class, :day, :ended, :released)
                on conflict (data_class, day) do update
                  set ended = sweep_day.ended + excluded.ended, released = sweep_day.released + excluded.released
                """)
                .param("class", dataClass)
                .param("day", day(now))
                .param("ended", ended)
                .param("released", released)
                .update();
    }

    /** Without what two people released. */
    long endedToday(String dataClass, Instant now) {
        return sql.sql("""
                select coalesce(sum(ended - released), 0)::bigint from sweep_day where data_class = :class and day = :day
                """)
                .param("class", dataClass)
                .param("day", day(now))
                .query(Long.class)
                .single();
    }

    /** Of the fourteen days before today, without what two people released. */
    double dailyMean(String dataClass, Instant now) {
        return sql.sql("""
                select coalesce(sum(ended - released), 0) / 14.0 from sweep_day
                where data_class = :class and day < :day and day >= :first
                """)
                .param("class", dataClass)
                .param("day", day(now))
                .param("first", day(now).minusDays(14))
                .query(Double.class)
                .single();
    }

    List<Progress> all(Instant now) {
        return sql.sql("""
                select sweep_class.*,
                  (select coalesce(sum(ended), 0)::bigint from sweep_day where data_class = sweep_class.data_class and day = :day) as today,
                  (select coalesce(sum(ended), 0)::bigint from sweep_day
                   where data_class = sweep_class.data_class and day > :first and day <= :day) as fortnight
                from sweep_class
                """)
                .param("day", day(now))
                .param("first", day(now).minusDays(14))
                .query(SweepRows::progress)
                .list();
    }

    private static Progress progress(ResultSet row, int number) throws SQLException {
        return new Progress(
                row.getString("data_class"),
                HoldRows.instant(row, "run_at"),
                row.getInt("failures"),
                HoldRows.instant(row, "failed_at"),
                row.getString("fault"),
                HoldRows.instant(row, "retry_at"),
                HoldRows.instant(row, "overdue_since"),
                row.getLong("today"),
                row.getLong("fortnight"));
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /**
     * @param failures in a row
     * @param fault of the last failure, the kind alone
     * @param overdueSince since when the oldest thing is due that is still there, as of the last run
     */
    record Progress(
            String dataClass,
            @Nullable Instant runAt,
            int failures,
            @Nullable Instant failedAt,
            @Nullable String fault,
            @Nullable Instant retryAt,
            @Nullable Instant overdueSince,
            long today,
            long fortnight) {}
}
