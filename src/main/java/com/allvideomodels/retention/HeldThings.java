package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.LegalHolds.Hold;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What legal holds keep of a person for now, as far as it may be told (clauses hold.exceptions, right.deletion): those for an authority or an
 * inquiry are not, since telling could defeat them. Safe to use by several threads.
 */
@Component
public class HeldThings {

    /** The condition on {@code legal_hold} that its person may be told of it. */
    static final String TOLD = "ground in ('legal-claim', 'legal-obligation')";

    /**
     * Something that is kept although its time is over, or will be, until its hold ends.
     *
     * @param rule of its class of data; that of the account where everything is held
     * @param ground in law: {@code legal-claim} or {@code legal-obligation}
     */
    public record Held(RetentionPolicy.Rule rule, String ground) {}

    private final JdbcClient sql;
    private final List<Custodian> custodians;
    private final PersonalData data;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    HeldThings(
            JdbcClient sql,
            List<Custodian> custodians,
            PersonalData data,
            RetentionPolicy policy,
            InstantSource clock) {
        this.sql = sql;
        this.custodians = List.copyOf(custodians);
        this.data = data;
        this.policy = policy;
        this.clock = clock;
    }

    /** Each class once for each ground, those held longest first; empty where nothing is held of which the person may know. */
    @Transactional(readOnly = true)
    public List<Held> of(AccountId person) {
        return told(clock.instant()).stream()
                .filter(hold -> concerns(hold, person))
                .map(hold -> new Held(policy.rule(hold.dataClass()), hold.ground()))
                .distinct()
                .toList();
    }

    private List<Hold> told(Instant now) {
        return sql.sql(
                        "select * from legal_hold where released_at is null and (expires_at is null or expires_at > :now) and "
                                + TOLD + " order by placed_at, id")
                .param("now", HoldRows.utc(now))
                .query(HoldRows::hold)
                .list();
    }

    private boolean concerns(Hold hold, AccountId person) {
        UUID target = hold.target();
        return switch (hold.scope()) {
            case ACCOUNT -> person.value().equals(target);
            case ITEM -> target != null && isOf(person, hold.dataClass(), target);
            case CLASS -> hasSome(person, hold.dataClass());
        };
    }

    private boolean isOf(AccountId person, String dataClass, UUID item) {
        return custodians.stream()
                .filter(one -> one.dataClass().equals(dataClass))
                .anyMatch(one ->
                        one.fate(item) instanceof Fate.Kept kept && kept.owner().equals(person));
    }

    private boolean hasSome(AccountId person, String dataClass) {
        return data.sets().stream()
                .filter(set -> set.dataClass().equals(dataClass))
                .anyMatch(set -> set.count(person) > 0);
    }
}
