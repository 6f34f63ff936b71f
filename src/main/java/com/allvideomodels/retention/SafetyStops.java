package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Classes that wait for two people, and those two. */
@Repository
class SafetyStops {

    private final JdbcClient sql;
    private final AuditTrail audit;

    SafetyStops(JdbcClient sql, AuditTrail audit) {
        this.sql = sql;
        this.audit = audit;
    }

    void add(String dataClass, long found, long normal, Instant now) {
        sql.sql("""
                insert into safety_stop (id, data_class, found_at, found, normal) values (:id, :class, :now, :found, :normal)
                on conflict (data_class) where ended_at is null do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("class", dataClass)
                .param("now", HoldRows.utc(now))
                .param("found", found)
                .param("normal", normal)
                .update();
    }

    Optional<Stop> open(String dataClass) {
        return sql.sql("select * from safety_stop where data_class = :class and ended_at is null")
                .param("class", dataClass)
                .query(SafetyStops::stop)
                .optional();
    }

    List<Stop> allOpen() {
        return sql.sql("select * from safety_stop where ended_at is null order by found_at")
                .query(SafetyStops::stop)
                .list();
    }

    Optional<Stop> find(UUID id) {
        return sql.sql("select * from safety_stop where id = :id")
                .param("id", id)
                .query(SafetyStops::stop)
                .optional();
    }

    /** Shows one to a member of staff, which is audited: it says who proposed what. */
    @Transactional
    Optional<Stop> look(UUID id, AccountId by) {
        Optional<Stop> found = find(id);
        found.ifPresent(stop -> audit.record(act(by, "sweep.stop-viewed", id)));
        return found;
    }

    void used(UUID stop, int ended) {
        sql.sql("update safety_stop set used = used + :ended where id = :id")
                .param("ended", ended)
                .param("id", stop)
                .update();
    }

    void end(UUID stop, Instant now) {
        sql.sql("update safety_stop set ended_at = :now where id = :id and ended_at is null")
                .param("now", HoldRows.utc(now))
                .param("id", stop)
                .update();
    }

    /**
     * The first of the two. Proposing again, by whoever, takes the place of what was proposed, until somebody has confirmed.
     *
     * @param most how many may be destroyed
     * @return whether it waits for the second now
     */
    @Transactional
    boolean propose(UUID stop, AccountId by, long most, String why, Instant now) {
        boolean proposed = sql.sql("""
                update safety_stop set proposed_by = :by, proposed_at = :now, proposed_most = :most, proposed_why = :why
                where id = :id and confirmed_by is null and ended_at is null
                """)
                        .param("by", by.value())
                        .param("now", HoldRows.utc(now))
                        .param("most", most)
                        .param("why", why)
                        .param("id", stop)
                        .update()
                == 1;
        if (proposed) {
            audit.record(act(by, "sweep.release-proposed", stop).with("most", most));
        }
        return proposed;
    }

    /**
     * The second, who must be somebody else and confirms what was shown to them.
     *
     * @param proposedAt of the proposal that was shown; a later one is not confirmed by this
     */
    @Transactional
    boolean confirm(UUID stop, AccountId by, Instant proposedAt, Instant now) {
        boolean confirmed = sql.sql("""
                update safety_stop set confirmed_by = :by, confirmed_at = :now
                where id = :id and proposed_by <> :by and proposed_at = :proposed and confirmed_by is null and ended_at is null
                """)
                        .param("by", by.value())
                        .param("now", HoldRows.utc(now))
                        .param("proposed", HoldRows.utc(proposedAt))
                        .param("id", stop)
                        .update()
                == 1;
        if (confirmed) {
            audit.record(act(by, "sweep.release-confirmed", stop));
        }
        return confirmed;
    }

    private static Act act(AccountId by, String what, UUID stop) {
        return Act.of(new Actor.Staff(by), what).with("stop", stop);
    }

    private static Stop stop(ResultSet row, int number) throws SQLException {
        UUID proposer = row.getObject("proposed_by", UUID.class);
        return new Stop(
                row.getObject("id", UUID.class),
                row.getString("data_class"),
                HoldRows.instant(row, "found_at"),
                row.getLong("found"),
                row.getLong("normal"),
                proposer == null ? null : new AccountId(proposer),
                HoldRows.instant(row, "proposed_at"),
                row.getLong("proposed_most"),
                row.getString("proposed_why"),
                HoldRows.instant(row, "confirmed_at"),
                row.getLong("used"));
    }

    /** @param most 0 until somebody has proposed a release */
    record Stop(
            UUID id,
            String dataClass,
            @Nullable Instant foundAt,
            long found,
            long normal,
            @Nullable AccountId proposedBy,
            @Nullable Instant proposedAt,
            long most,
            @Nullable String why,
            @Nullable Instant confirmedAt,
            long used) {

        public boolean isReleased() {
            return confirmedAt != null;
        }

        public long left() {
            return most - used;
        }

        boolean isPast(Instant now, Duration lasts) {
            return confirmedAt != null && !now.isBefore(confirmedAt.plus(lasts));
        }
    }
}
