package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an owner's credits did, as the owner reads it. */
@Component
class Statement {

    static final int LINES_ON_A_PAGE = 30;

    static final String PAGE = """
            select t.id, t.kind, t.cause_kind, t.cause_reference, t.amount, t.at, t.available_after, t.held_after,
              coalesce((select e.delta from ledger_entry e where e.transaction_id = t.id and e.bucket = 'available'), 0) available,
              coalesce((select e.delta from ledger_entry e where e.transaction_id = t.id and e.bucket = 'held'), 0) held
            from ledger_transaction t
            where t.owner = :owner and t.number < coalesce(
              (select number from ledger_transaction where id = :before and owner = :owner), 9223372036854775807)
            order by t.number desc
            limit :limit
            """;

    private final JdbcClient sql;

    Statement(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param before the last line of the page above, {@code null} for the newest */
    Page page(AccountId owner, @Nullable UUID before) {
        List<Line> lines = sql.sql(PAGE)
                .param("owner", owner.value())
                .param("before", before)
                .param("limit", LINES_ON_A_PAGE + 1)
                .query((row, index) -> line(row))
                .list();
        boolean more = lines.size() > LINES_ON_A_PAGE;
        return new Page(more ? lines.subList(0, LINES_ON_A_PAGE) : lines, more);
    }

    /** Adds up every entry there is and compares; one statement, so that nothing moves meanwhile. */
    Recount recount(AccountId owner) {
        return sql.sql("""
                select count(distinct transaction_id) entries,
                  coalesce(sum(delta) filter (where bucket = 'available'), 0) available,
                  coalesce(sum(delta) filter (where bucket = 'held'), 0) held,
                  coalesce(sum(delta) filter (where bucket = 'available'), 0)
                    = coalesce((select available from ledger_balance where owner = :owner), 0)
                  and coalesce(sum(delta) filter (where bucket = 'held'), 0)
                    = coalesce((select held from ledger_balance where owner = :owner), 0)
                  and coalesce(max(id), 0)
                    = coalesce((select last_entry_id from ledger_balance where owner = :owner), 0) agrees
                from ledger_entry
                where owner = :owner
                """).param("owner", owner.value()).query(Recount.class).single();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                new Cause(row.getString("cause_kind"), row.getString("cause_reference")),
                row.getLong("amount"),
                row.getLong("available"),
                row.getLong("held"),
                row.getLong("available_after"),
                row.getLong("held_after"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** @param more whether older lines follow */
    record Page(List<Line> lines, boolean more) {

        public @Nullable UUID next() {
            return more ? lines.getLast().id() : null;
        }
    }

    /**
     * One transaction.
     *
     * @param amount granted, held, spent or released
     * @param available by how much the spendable balance changed, and {@code availableAfter} what it was then
     */
    record Line(
            UUID id,
            String kind,
            Cause cause,
            long amount,
            long available,
            long held,
            long availableAfter,
            long heldAfter,
            Instant at) {

        private static final String PAYMENTS = "/billing/payments/";

        /** The page of what caused it, or nothing where there is none. */
        public @Nullable String link() {
            return switch (cause.kind()) {
                case "generation" -> "/generations/" + cause.reference();
                case "payment" -> PAYMENTS + cause.reference();
                // Each part that is taken back has its number behind that of the payment.
                case "clawback" -> PAYMENTS + cause.reference().split("/", 2)[0];
                default -> null;
            };
        }

        /** As the page shows it. */
        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }

        /** The number a person knows the cause by: the first eight characters of its id. */
        public String shortReference() {
            return cause.reference().length() > 8 ? cause.reference().substring(0, 8) : cause.reference();
        }
    }

    /**
     * @param entries as the page counts them: transactions that moved something
     * @param agrees whether the sums are the balance that is shown and spent from
     */
    record Recount(long entries, long available, long held, boolean agrees) {}
}
