package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with holds besides placing and releasing them: look at one, and see to it that none is forgotten. */
@Component
class HoldDesk {

    private static final Logger LOG = LoggerFactory.getLogger(HoldDesk.class);
    private static final int DAYS_BETWEEN_REMINDERS = 7;
    private static final String IN_FORCE = "released_at is null and (expires_at is null or expires_at > :now)";

    private final JdbcClient sql;
    private final LegalHolds holds;
    private final AuditTrail audit;

    HoldDesk(JdbcClient sql, LegalHolds holds, AuditTrail audit) {
        this.sql = sql;
        this.holds = holds;
        this.audit = audit;
    }

    /** Shows all of them to a member of staff, which is audited. */
    @Transactional
    List<LegalHolds.Hold> list(Instant now, int past, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "holds.listed"));
        return holds.all(now, past);
    }

    /** Shows one hold to a member of staff, which is audited. */
    @Transactional
    Optional<OneHold> look(UUID hold, AccountId by) {
        Optional<OneHold> found = sql.sql("select * from legal_hold where id = :id")
                .param("id", hold)
                .query((row, number) -> new OneHold(
                        HoldRows.hold(row, number),
                        row.getObject("released_by", UUID.class),
                        row.getString("released_why")))
                .optional();
        found.ifPresent(
                one -> audit.record(Act.of(new Actor.Staff(by), "hold.viewed").with("hold", hold)));
        return found;
    }

    /** Somebody has looked at the hold and wants it looked at again then. Changes nothing where it has ended. */
    @Transactional
    void review(UUID hold, AccountId by, LocalDate next, Instant now) {
        int changed = sql.sql(
                        "update legal_hold set review_on = :next, reminded_on = null where id = :id and " + IN_FORCE)
                .param("next", next)
                .param("id", hold)
                .param("now", HoldRows.utc(now))
                .update();
        if (changed == 1) {
            audit.record(Act.of(new Actor.Staff(by), "hold.reviewed")
                    .with("hold", hold)
                    .with("next", next));
        }
    }

    /** How many are in force though somebody should have looked at them again. */
    long overdue(Instant now) {
        return sql.sql("select count(*) from legal_hold where review_on <= :today and " + IN_FORCE)
                .param("today", today(now))
                .param("now", HoldRows.utc(now))
                .query(Long.class)
                .single();
    }

    long inForce(Instant now) {
        return sql.sql("select count(*) from legal_hold where " + IN_FORCE)
                .param("now", HoldRows.utc(now))
                .query(Long.class)
                .single();
    }

    /** Writes down that a hold should have been reviewed, once a week for each. */
    @Transactional
    int remind(Instant now) {
        var overdue = sql.sql("""
                update legal_hold set reminded_on = :today
                where review_on <= :today and (reminded_on is null or reminded_on <= :last) and\s""" + IN_FORCE + " returning id")
                .param("today", today(now))
                .param("last", today(now).minusDays(DAYS_BETWEEN_REMINDERS))
                .param("now", HoldRows.utc(now))
                .query(UUID.class)
                .list();
        for (UUID hold : overdue) {
            audit.record(Act.of(new Actor.Job(RetentionJobs.REMIND), "hold.review-overdue")
                    .with("hold", hold));
            LOG.warn("Hold {} should have been reviewed", hold);
        }
        return overdue.size();
    }

    static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    record OneHold(
            LegalHolds.Hold hold,
            @Nullable UUID releasedBy,
            @Nullable String why) {}
}
