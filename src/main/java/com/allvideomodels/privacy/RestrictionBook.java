package com.allvideomodels.privacy;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.retention.Repetition;
import com.allvideomodels.retention.Repetitions;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows behind {@link Restrictions}. The person sets and lifts theirs as they like; staff who lift it tell the person first and wait
 * (GDPR, article 18(3)).
 */
@Component
@Transactional
class RestrictionBook implements Restrictions {

    /** Between the letter and the lifting. */
    static final Duration NOTICE = Duration.ofDays(7);

    private static final String RESTRICTED = "processing-restricted";
    private static final String LIFTED = "restriction-lifted";

    /** @param liftsAt where staff have said so */
    record Restriction(
            OffsetDateTime since, boolean byStaff, @Nullable OffsetDateTime liftsAt) {}

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final Mailer mailer;
    private final Operator operator;
    private final Repetitions repetitions;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    RestrictionBook(
            JdbcClient sql,
            AuditTrail audit,
            Mailer mailer,
            Operator operator,
            Repetitions repetitions,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.sql = sql;
        this.audit = audit;
        this.mailer = mailer;
        this.operator = operator;
        this.repetitions = repetitions;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public boolean isRestricted(AccountId who) {
        turn(who, "_shared");
        return of(who).isPresent();
    }

    Optional<Restriction> of(AccountId who) {
        return sql.sql("""
                        select since, by_staff, lifts_at from restriction
                        where account_id = :who and (lifts_at is null or lifts_at > :now)
                        """)
                .param("who", who.value())
                .param("now", now())
                .query((row, number) -> new Restriction(
                        row.getObject(1, OffsetDateTime.class),
                        row.getBoolean(2),
                        row.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    /** Restricts, or keeps the restriction that was about to be lifted. */
    void restrict(AccountId who, Actor by, String reason) {
        turn(who, "");
        Optional<Restriction> before = of(who);
        if (before.isEmpty() || before.get().liftsAt() != null) {
            write(who, by instanceof Actor.Staff);
            repetitions.note(RESTRICTED, who.value(), "", clock.instant());
            audit.record(Act.of(by, "processing.restricted").about(who).with("reason", reason));
            events.publishEvent(new ProcessingRestricted(who));
        }
    }

    private void write(AccountId who, boolean byStaff) {
        sql.sql("""
                        insert into restriction (account_id, since, by_staff) values (:who, :now, :staff)
                        on conflict (account_id) do update set since = excluded.since, by_staff = excluded.by_staff, lifts_at = null
                        """)
                .param("who", who.value())
                .param("now", now())
                .param("staff", byStaff)
                .update();
    }

    /** By the person, at once. */
    void lift(AccountId who) {
        turn(who, "");
        int lifted = sql.sql("delete from restriction where account_id = :who")
                .param("who", who.value())
                .update();
        if (lifted > 0) {
            repetitions.note(LIFTED, who.value(), "", clock.instant());
            audit.record(Act.of(new Actor.Person(who), "restriction.lifted").about(who));
        }
    }

    /** By staff: the person is written to now, and it is lifted when they have had time to read it. */
    void announceLifting(AccountId who, AccountId by, String reason) {
        turn(who, "");
        Instant at = clock.instant().plus(NOTICE);
        int announced = sql.sql("update restriction set lifts_at = :at where account_id = :who and lifts_at is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("who", who.value())
                .update();
        if (announced > 0) {
            mailer.write(who, Letters.restrictionLifted(operator.address(ChoicePages.PAGE + "#restriction"), at));
            audit.record(Act.of(new Actor.Staff(by), "restriction.lifting-announced")
                    .about(who)
                    .with("reason", reason)
                    .with("at", at));
        }
    }

    /** Whoever asks goes on beside others who ask; whoever changes waits for them and they for it. */
    private void turn(AccountId who, String shared) {
        sql.sql("select pg_advisory_xact_lock" + shared + "(22, hashtext(:who))")
                .param("who", who.toString())
                .query((row, number) -> true)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Configuration(proxyBeanMethods = false)
    static class Rules {

        @Bean
        RetentionRule liftedRestrictions(RowRules rows) {
            return rows.of("restriction")
                    .table("restriction")
                    .id("account_id")
                    .owner("account_id")
                    .when("lifts_at is not null")
                    .since("lifts_at")
                    .delete();
        }

        /** A restriction holds in a restored database too. */
        @Bean
        Repetition restrictedAgain(JdbcClient sql) {
            return Repetition.of(
                    RESTRICTED,
                    (who, at) -> sql.sql("""
                            insert into restriction (account_id, since, by_staff) values (:who, :at, false)
                            on conflict (account_id) do update set lifts_at = null
                            """)
                            .param("who", who)
                            .param("at", at.atOffset(ZoneOffset.UTC))
                            .update());
        }

        @Bean
        Repetition liftedAgain(JdbcClient sql) {
            return Repetition.of(
                    LIFTED,
                    (who, at) -> sql.sql("delete from restriction where account_id = :who and since <= :at")
                            .param("who", who)
                            .param("at", at.atOffset(ZoneOffset.UTC))
                            .update());
        }
    }
}
