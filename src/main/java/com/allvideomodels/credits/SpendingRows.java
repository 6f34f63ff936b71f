package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of limits. */
@Component
class SpendingRows {

    private static final int LINES = 20;

    private final JdbcClient sql;

    SpendingRows(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<SpendingLimits> find(AccountId owner) {
        return sql.sql("select day_cap, month_cap, low_below, stopped_at from spending_limit where owner = :owner")
                .param("owner", owner.value())
                .query(SpendingLimits.class)
                .optional();
    }

    /** What was set aside since then and has not come back. */
    long used(AccountId owner, LocalDate since) {
        return sql.sql("""
                select coalesce(sum(case s.kind when 'release' then 0 when 'capture' then s.amount else h.amount end), 0)
                from ledger_transaction h left join ledger_transaction s on s.settles = h.id
                where h.owner = :owner and h.kind = 'hold' and h.at >= :since
                """)
                .param("owner", owner.value())
                .param("since", since.atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private void open(AccountId owner) {
        sql.sql("insert into spending_limit (owner) values (:owner) on conflict do nothing")
                .param("owner", owner.value())
                .update();
    }

    void write(AccountId owner, SpendingLimits limits) {
        open(owner);
        sql.sql("""
                update spending_limit set day_cap = :day, month_cap = :month, low_below = :low, stopped_at = :stopped
                where owner = :owner
                """)
                .param("owner", owner.value())
                .param("day", limits.dayCap(), Types.BIGINT)
                .param("month", limits.monthCap(), Types.BIGINT)
                .param("low", limits.lowBelow(), Types.BIGINT)
                .param("stopped", limits.stoppedAt(), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * One line of the history of limits.
     *
     * @param what {@code day-cap}, {@code month-cap}, {@code low-below}, {@code stop} or {@code lift}
     * @param means {@code PAGE}, or {@code LETTER} for the link in a letter
     */
    record Change(
            String what, @Nullable Long before, @Nullable Long after, String means, OffsetDateTime at) {}

    void add(AccountId owner, Change change) {
        sql.sql("""
                insert into spending_change (owner, what, before, after, means, at)
                values (:owner, :what, :before, :after, :means, :at)
                """)
                .param("owner", owner.value())
                .param("what", change.what())
                .param("before", change.before(), Types.BIGINT)
                .param("after", change.after(), Types.BIGINT)
                .param("means", change.means())
                .param("at", change.at())
                .update();
    }

    /** The newest first. */
    List<Change> changes(AccountId owner) {
        return sql.sql("""
                select what, before, after, means, at from spending_change where owner = :owner order by id desc limit :most
                """)
                .param("owner", owner.value())
                .param("most", LINES)
                .query(Change.class)
                .list();
    }

    /** @return whether nobody had told of this much of the cap in this period, or of a later one, before */
    boolean told(AccountId owner, SpendingPeriod period, LocalDate begins, int part) {
        String update = """
                update spending_limit set PERIOD_told = :begins, PERIOD_told_part = :part
                where owner = :owner and (PERIOD_told is null or (PERIOD_told, PERIOD_told_part) < (:begins, :part))
                """;
        return sql.sql(update.replace("PERIOD", period.slug()))
                        .param("owner", owner.value())
                        .param("begins", begins)
                        .param("part", part)
                        .update()
                == 1;
    }

    /** @return whether nobody had told of this hold, or of a later one, that it left little */
    boolean toldLow(AccountId owner, HoldId hold) {
        open(owner);
        return sql.sql("""
                update spending_limit l set low_told = t.number from ledger_transaction t
                where t.id = :hold and t.owner = l.owner and l.owner = :owner and coalesce(l.low_told, 0) < t.number
                """)
                        .param("owner", owner.value())
                        .param("hold", hold.value())
                        .update()
                == 1;
    }

    /** The end of the owner's own address that stops all spending. */
    String stopToken(AccountId owner, String fresh) {
        open(owner);
        return sql.sql("""
                update spending_limit set stop_token = coalesce(stop_token, :fresh) where owner = :owner returning stop_token
                """)
                .param("owner", owner.value())
                .param("fresh", fresh)
                .query(String.class)
                .single();
    }

    Optional<AccountId> ownerOf(String token) {
        return sql.sql("select owner from spending_limit where stop_token = :token")
                .param("token", token)
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** @return how many addresses lead nowhere now */
    int forgetTokens() {
        return sql.sql("update spending_limit set stop_token = null where stop_token is not null")
                .update();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
