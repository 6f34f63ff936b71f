package com.allvideomodels.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The clock of the machine, with that of the database as a witness and the latest instant that was acted on as a mark. */
@Component
class GuardedClock implements DestructionClock {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedClock.class);

    private final JdbcClient sql;
    private final InstantSource clock;
    private final RetentionSettings.Clock settings;

    GuardedClock(JdbcClient sql, InstantSource clock, RetentionSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings.clock();
    }

    /** What the clocks say of each other. */
    enum State {
        /** They agree. */
        RIGHT,
        /** They agree on less than the mark: both went back a little. Work goes on at the mark. */
        AT_MARK,
        /** The machine's is behind the database's. Work goes on at the mark. */
        BEHIND,
        /** They agree on far less than the mark, which was set when both were wrong. Work goes on at their time. */
        OUTVOTED,
        /** The machine's is ahead of the database's. Nothing is destroyed. */
        AHEAD
    }

    /** @param at the instant to work by, where {@code state} lets anything be destroyed */
    record Reading(State state, Instant at, Instant machine, Instant database, Instant mark) {

        public boolean isAlarm() {
            return state != State.RIGHT;
        }
    }

    @Override
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Instant> now() {
        if (!settings.witness()) {
            return Optional.of(clock.instant());
        }
        Reading reading = read();
        if (reading.isAlarm()) {
            LOG.error("The clocks differ ({}): look at the time service of this machine and of the database", reading);
        }
        keep(reading);
        return reading.state() == State.AHEAD ? Optional.empty() : Optional.of(reading.at());
    }

    /** As {@link #now} would see it, without acting on it. */
    Reading read() {
        return sql.sql("""
                select clock_timestamp() as database_at, (select mark from sweep_clock) as mark
                """)
                .query((row, number) -> judge(clock.instant(), at(row, "database_at"), mark(row)))
                .single();
    }

    private static Instant mark(ResultSet row) throws SQLException {
        return row.getObject("mark") == null ? Instant.EPOCH : at(row, "mark");
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private Reading judge(Instant machine, Instant database, Instant mark) {
        if (!settings.witness()) {
            return new Reading(State.RIGHT, machine, machine, database, mark);
        }
        Duration ahead = Duration.between(database, machine);
        if (ahead.compareTo(settings.tolerance()) > 0) {
            return new Reading(State.AHEAD, mark, machine, database, mark);
        }
        if (ahead.negated().compareTo(settings.tolerance()) > 0) {
            return new Reading(State.BEHIND, later(machine, earlier(mark, database)), machine, database, mark);
        }
        Instant agreed = earlier(machine, database);
        Duration markAhead = Duration.between(agreed, mark);
        if (markAhead.compareTo(settings.trust()) > 0) {
            return new Reading(State.OUTVOTED, agreed, machine, database, mark);
        }
        State state = markAhead.compareTo(settings.tolerance()) > 0 ? State.AT_MARK : State.RIGHT;
        return new Reading(state, later(agreed, mark), machine, database, mark);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void keep(Reading reading) {
        sql.sql("""
                insert into sweep_clock (mark, state, machine_at, database_at) values (:at, :state, :machine, :database)
                on conflict (only_row) do update set mark = greatest(sweep_clock.mark, excluded.mark),
                  state = excluded.state, machine_at = excluded.machine_at, database_at = excluded.database_at
                """)
                .param("at", HoldRows.utc(reading.state() == State.AHEAD ? reading.mark() : reading.at()))
                .param("state", reading.state().name())
                .param("machine", HoldRows.utc(reading.machine()))
                .param("database", HoldRows.utc(reading.database()))
                .update();
    }
}
