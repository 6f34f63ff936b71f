package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Processors.Processor;
import com.allvideomodels.retention.Repetitions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of events behind {@link Consents}. */
@Component
@Transactional
class ConsentHistory implements Consents {

    /** What a restored database is told of. */
    static final String WITHDRAWN = "consent-withdrawn";

    private final JdbcClient sql;
    private final ProcessorRegister processors;
    private final InstantSource clock;
    private final ApplicationEventPublisher events;
    private final Repetitions repetitions;

    ConsentHistory(
            JdbcClient sql,
            ProcessorRegister processors,
            InstantSource clock,
            ApplicationEventPublisher events,
            Repetitions repetitions) {
        this.sql = sql;
        this.processors = processors;
        this.clock = clock;
        this.events = events;
        this.repetitions = repetitions;
    }

    @Override
    public void give(AccountId who, Purpose purpose, String version, Means means) {
        takeTurn(who, purpose);
        if (withheld(who).contains(purpose)) {
            throw new ParentMissing(purpose);
        }
        if (last(who, purpose).filter(event -> event.agreesTo(version)).isEmpty()) {
            append(who, purpose, ConsentEvent.Kind.GIVEN, version, means);
            events.publishEvent(new ConsentGiven(who, purpose));
        }
    }

    @Override
    public void withdraw(AccountId who, Purpose purpose, Means means) {
        takeTurn(who, purpose);
        last(who, purpose).filter(ConsentEvent::agrees).ifPresent(given -> {
            append(who, purpose, ConsentEvent.Kind.WITHDRAWN, given.version(), means);
            repetitions.note(WITHDRAWN, who.value(), purpose.key(), clock.instant());
            events.publishEvent(new ConsentWithdrawn(who, purpose));
        });
    }

    /** Records an answer to a question: an agreement, its withdrawal, or a refusal. The same answer again changes nothing. */
    void answer(AccountId who, Purpose purpose, String version, boolean yes, Means means) {
        if (yes) {
            give(who, purpose, version, means);
        } else {
            withdraw(who, purpose, means);
            refuse(who, purpose, version, means);
        }
    }

    /** Records that a person does not agree to this text; what they agreed to before stays agreed to as far as it was done. */
    void decline(AccountId who, Purpose purpose, String version, Means means) {
        takeTurn(who, purpose);
        if (!declined(who, purpose, version)) {
            append(who, purpose, ConsentEvent.Kind.REFUSED, version, means);
        }
    }

    /** Whether the last word of this person is a no to this very text. */
    @Transactional(readOnly = true)
    boolean declined(AccountId who, Purpose purpose, String version) {
        return last(who, purpose)
                .filter(event -> event.kind() == ConsentEvent.Kind.REFUSED
                        && event.version().equals(version))
                .isPresent();
    }

    /** Records that a person does not agree, where their last word is not that already; of this text, where it is another. */
    void refuse(AccountId who, Purpose purpose, String version, Means means) {
        takeTurn(who, purpose);
        if (last(who, purpose).filter(event -> event.declines(version)).isEmpty()) {
            append(who, purpose, ConsentEvent.Kind.REFUSED, version, means);
            repetitions.note(WITHDRAWN, who.value(), purpose.key(), clock.instant());
        }
    }

    @Override
    @Transactional(readOnly = true)
    public boolean holds(AccountId who, Purpose purpose) {
        return holding(who).contains(purpose);
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Purpose> holding(AccountId who) {
        Set<Purpose> agreed = agreed(who);
        Set<Purpose> withheld = withheld(agreed);
        return agreed.stream().filter(one -> !withheld.contains(one)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    @Transactional(readOnly = true)
    public Set<Purpose> withheld(AccountId who) {
        return withheld(agreed(who));
    }

    private Set<Purpose> agreed(AccountId who) {
        return effective(who).stream()
                .filter(this::counts)
                .map(ConsentEvent::purpose)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<Purpose> withheld(Set<Purpose> agreed) {
        return !agreed.contains(Purpose.PARENTAL)
                ? Set.of()
                : processors.video().stream()
                        .map(Processor::slug)
                        .filter(slug -> !agreed.contains(Purpose.allowedByParent(slug)))
                        .map(Purpose::provider)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** What a person agreed to and what has been stated anew since. */
    @Transactional(readOnly = true)
    Set<Purpose> outdated(AccountId who) {
        return effective(who).stream()
                .filter(event -> event.agrees() && !counts(event))
                .map(ConsentEvent::purpose)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A company's statement is agreed to as it stands today and not as it once was. */
    boolean counts(ConsentEvent event) {
        return event.agrees()
                && processors
                        .behind(event.purpose())
                        .map(one -> event.agreesTo(one.stated().toString()))
                        .orElse(true);
    }

    /** The last event of each purpose. */
    @Transactional(readOnly = true)
    List<ConsentEvent> effective(AccountId who) {
        return sql.sql("""
                        select distinct on (purpose) purpose, kind, version, means, at from consent_event
                        where account_id = :who order by purpose, id desc""")
                .param("who", who.value())
                .query(ConsentHistory::event)
                .list();
    }

    /** Every event, the newest first. */
    @Transactional(readOnly = true)
    List<ConsentEvent> all(AccountId who) {
        return sql.sql("""
                        select purpose, kind, version, means, at from consent_event
                        where account_id = :who order by id desc""")
                .param("who", who.value())
                .query(ConsentHistory::event)
                .list();
    }

    private Optional<ConsentEvent> last(AccountId who, Purpose purpose) {
        return sql.sql("""
                        select purpose, kind, version, means, at from consent_event
                        where account_id = :who and purpose = :purpose order by id desc limit 1""")
                .param("who", who.value())
                .param("purpose", purpose.key())
                .query(ConsentHistory::event)
                .optional();
    }

    private void append(AccountId who, Purpose purpose, ConsentEvent.Kind kind, String version, Means means) {
        sql.sql("""
                        insert into consent_event (account_id, purpose, kind, version, means, at)
                        values (:who, :purpose, :kind, :version, :means, :now)""")
                .param("who", who.value())
                .param("purpose", purpose.key())
                .param("kind", kind.name())
                .param("version", version)
                .param("means", means.name())
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    // There may be no row to lock yet, so whoever changes one purpose of one account waits here until the other
    // commits.
    private void takeTurn(AccountId who, Purpose purpose) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:turn, 20))")
                .param("turn", who + " " + purpose.key())
                .query((row, number) -> true)
                .single();
    }

    private static ConsentEvent event(ResultSet row, int number) throws SQLException {
        String means = row.getString("means");
        return new ConsentEvent(
                new Purpose(row.getString("purpose")),
                ConsentEvent.Kind.valueOf(row.getString("kind")),
                row.getString("version"),
                means == null ? null : Means.valueOf(means),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
