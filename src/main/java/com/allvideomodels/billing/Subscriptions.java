package com.allvideomodels.billing;

import static java.util.stream.Collectors.toMap;

import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.billing.Told.Stands;
import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans that go on by themselves, as far as Creem last said. Of two reports the later one counts. */
@Repository
class Subscriptions {

    /** SQL for a plan that asks for money again unless it is ended. */
    static final String RENEWING = "(ended_at is null and status <> 'scheduled_cancel')";

    private final JdbcClient sql;

    Subscriptions(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param periodEnd until when it is paid, {@code null} where Creem did not say */
    record Subscription(
            String id,
            AccountId owner,
            String plan,
            String word,
            @Nullable OffsetDateTime periodEnd,
            OffsetDateTime begunAt) {

        public Standing standing() {
            return Standing.of(word);
        }

        /** Whether it may still ask for money. */
        boolean goesOn() {
            return standing() != Standing.ENDED;
        }

        /** Whether it asks for money again unless it is ended; {@link #RENEWING} is the same for the database. */
        boolean renews() {
            return goesOn() && standing() != Standing.ENDING;
        }
    }

    /** @return whether it was news */
    boolean stands(Stands now) {
        boolean fresh = sql.sql("""
                insert into subscription (id, account_id, plan, status, as_of, begun_at)
                values (:id, :owner, :plan, :word, :asOf, :asOf) on conflict (id) do nothing
                """)
                        .param("id", now.subscription())
                        .param("owner", now.owner().value())
                        .param("plan", now.plan().id())
                        .param("word", now.word())
                        .param("asOf", utc(now.asOf()), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
        boolean later = fresh || isLater(now);
        if (later) {
            write(now);
        }
        return later;
    }

    /** Of two reports of the same moment the one that is nearer to the end counts, so that their order does not. */
    private boolean isLater(Stands now) {
        return sql.sql("select as_of, status from subscription where id = :id for update")
                .param("id", now.subscription())
                .query((row, number) -> {
                    int order = now.asOf()
                            .compareTo(
                                    row.getObject("as_of", OffsetDateTime.class).toInstant());
                    return order > 0
                            || order == 0 && now.standing().compareTo(Standing.of(row.getString("status"))) > 0;
                })
                .single();
    }

    private void write(Stands now) {
        sql.sql("""
                update subscription set plan = :plan, status = :word, customer_id = coalesce(:customer, customer_id),
                  period_start = coalesce(:start, period_start), period_end = coalesce(:end, period_end), as_of = :asOf,
                  begun_at = least(begun_at, :asOf), ended_at = case when :ended then :asOf end
                where id = :id
                """)
                .param("plan", now.plan().id())
                .param("word", now.word())
                .param("customer", now.customer(), Types.VARCHAR)
                .param("start", utc(now.periodStart()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("end", utc(now.periodEnd()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("asOf", utc(now.asOf()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", now.standing() == Standing.ENDED)
                .param("id", now.subscription())
                .update();
    }

    /** How old what is known of these is; those that are not known are missing. */
    Map<String, Instant> asOf(Collection<String> subscriptions) {
        return sql
                .sql("select id, as_of from subscription where id = any(:ids)")
                .param("ids", subscriptions.toArray(String[]::new))
                .query((row, number) -> Map.entry(
                        row.getString("id"),
                        row.getObject("as_of", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those that are not over, newest first. Somebody who pays on two pages at once has two. */
    List<Subscription> running(AccountId owner) {
        return sql.sql("""
                select * from subscription where account_id = :owner and ended_at is null order by begun_at desc, id
                """)
                .param("owner", owner.value())
                .query((row, number) -> subscription(row))
                .list();
    }

    /** The one that goes on, or the last that ended. */
    Optional<Subscription> of(AccountId owner) {
        return sql.sql("""
                select * from subscription where account_id = :owner
                order by ended_at is not null, begun_at desc limit 1
                """)
                .param("owner", owner.value())
                .query((row, number) -> subscription(row))
                .optional();
    }

    Optional<Subscription> find(AccountId owner, String id) {
        return sql.sql("select * from subscription where id = :id and account_id = :owner")
                .param("id", id)
                .param("owner", owner.value())
                .query((row, number) -> subscription(row))
                .optional();
    }

    /** Those that ask for money again unless somebody ends them, as far as is known. */
    List<Subscription> renewing(AccountId owner) {
        return sql.sql("select * from subscription where account_id = :owner and " + RENEWING + " order by id")
                .param("owner", owner.value())
                .query((row, number) -> subscription(row))
                .list();
    }

    /** How it stood until now; nobody changes it before this transaction ends. Nothing where it is not known yet. */
    Optional<Standing> lock(String id) {
        return sql.sql("select status from subscription where id = :id for update")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(Standing::of);
    }

    /** @return whether its owner was not told yet that a payment for its period failed; they count as told from now on */
    boolean warn(String id) {
        return sql.sql("""
                update subscription set warned_for = coalesce(period_end, as_of)
                where id = :id and warned_for is distinct from coalesce(period_end, as_of)
                """).param("id", id).update() == 1;
    }

    private static Subscription subscription(ResultSet row) throws SQLException {
        return new Subscription(
                row.getString("id"),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("plan"),
                row.getString("status"),
                row.getObject("period_end", OffsetDateTime.class),
                row.getObject("begun_at", OffsetDateTime.class));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
