package com.allvideomodels.retention;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds in the database. A lock shared by all who destroy and taken alone by who places a hold puts both in one order: a statement
 * that claims something begins after the lock, so it sees every hold that was placed before.
 */
@Repository
class HoldRows implements LegalHolds {

    /** The key of the advisory lock; any number that nothing else uses. */
    private static final long LOCK = 0x686f6c6473L;

    private final JdbcClient sql;
    private final List<Custodian> custodians;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    HoldRows(
            JdbcClient sql,
            List<Custodian> custodians,
            AuditTrail audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.sql = sql;
        this.custodians = List.copyOf(custodians);
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void guard() {
        lock("pg_advisory_xact_lock_shared");
    }

    private void lock(String function) {
        sql.sql("select " + function + "(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> true)
                .single();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isHeld(String dataClass, AccountId owner, UUID item, Instant now) {
        return !sql.sql("select " + LegalHolds.noneOn(dataClass, ":owner", ":item"))
                .param("owner", owner.value())
                .param("item", item)
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional
    public Placement place(Order order) {
        lock("pg_advisory_xact_lock");
        Instant now = clock.instant();
        return switch (order.scope() == Scope.CLASS ? null : fate(order)) {
            case Fate.Destroyed gone -> new Placement.TooLate(gone.at());
            case Fate.Unknown unknown -> longDestroyed(order);
            case Fate.Kept kept -> held(order, kept.owner(), now);
            case null -> held(order, null, now);
        };
    }

    private Fate fate(Order order) {
        UUID item = order.item();
        if (item == null) {
            return new Fate.Unknown();
        }
        return custodians.stream()
                .filter(one -> one.dataClass().equals(order.dataClass()))
                .findFirst()
                .map(one -> one.fate(item))
                .orElseGet(Fate.Unknown::new);
    }

    /** Whoever had it may no longer know; the list of destructions does. */
    private Placement longDestroyed(Order order) {
        return sql.sql("select at from destruction where item = :item and data_class = :class")
                .param("item", order.item(), java.sql.Types.OTHER)
                .param("class", order.dataClass())
                .query(OffsetDateTime.class)
                .optional()
                .<Placement>map(at -> new Placement.TooLate(at.toInstant()))
                .orElseGet(Placement.NotFound::new);
    }

    private Placement held(Order order, @Nullable AccountId owner, Instant now) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on, expires_at)
                values (:id, :scope, :class, :target, :reason, :ground, :author, :now, :review, :expires)
                """)
                .param("id", id)
                .param("scope", order.scope().name())
                .param("class", order.dataClass())
                .param("target", order.scope() == Scope.CLASS ? null : order.item(), java.sql.Types.OTHER)
                .param("reason", order.reason())
                .param("ground", order.ground())
                .param("author", order.author().value())
                .param("now", utc(now))
                .param("review", order.reviewOn())
                .param(
                        "expires",
                        order.expires() == null ? null : utc(order.expires()),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        Act act = Act.of(new Actor.Staff(order.author()), "hold.placed").with("hold", id);
        audit.record(owner == null ? act : act.about(owner));
        return new Placement.Held(id);
    }

    @Override
    @Transactional
    public void release(UUID hold, AccountId by, String why) {
        int released = sql.sql("""
                update legal_hold set released_at = :now, released_by = :by, released_why = :why
                where id = :id and released_at is null
                """)
                .param("now", utc(clock.instant()))
                .param("by", by.value())
                .param("why", why)
                .param("id", hold)
                .update();
        if (released == 1) {
            // Erasures that waited for it go on at once.
            sql.sql("update erasure set due_at = :now where held_back_at is not null and due_at > :now")
                    .param("now", utc(clock.instant()))
                    .update();
            audit.record(Act.of(new Actor.Staff(by), "hold.released").with("hold", hold));
            events.publishEvent(new HoldReleased(hold));
        }
    }

    @Override
    public List<Hold> on(AccountId person, Instant now) {
        return sql.sql("""
                select * from legal_hold
                where target = :person and released_at is null and (expires_at is null or expires_at > :now)
                order by review_on, placed_at
                """)
                .param("person", person.value())
                .param("now", utc(now))
                .query(HoldRows::hold)
                .list();
    }

    @Override
    public List<Hold> all(Instant now, int past) {
        return sql.sql("""
                (select * from legal_hold where released_at is null and (expires_at is null or expires_at > :now)
                 order by review_on, placed_at)
                union all
                (select * from legal_hold where released_at is not null or expires_at <= :now
                 order by coalesce(released_at, expires_at) desc limit :past)
                """)
                .param("now", utc(now))
                .param("past", past)
                .query(HoldRows::hold)
                .list();
    }

    static Hold hold(ResultSet row, int number) throws SQLException {
        return new Hold(
                row.getObject("id", UUID.class),
                Scope.valueOf(row.getString("scope")),
                row.getString("data_class"),
                row.getObject("target", UUID.class),
                row.getString("reason"),
                row.getString("ground"),
                new AccountId(row.getObject("author", UUID.class)),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("review_on", LocalDate.class),
                instant(row, "expires_at"),
                instant(row, "released_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
