package com.allvideomodels.credits;

import com.allvideomodels.kernel.Credits;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the books by what made their entries. */
@Repository
class BookedCauses implements Bookings {

    private final JdbcClient sql;

    BookedCauses(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Booking> of(Collection<Cause> causes) {
        return sql.sql("""
                select t.kind, t.amount, t.at from ledger_transaction t
                join unnest(cast(:kinds as text[]), cast(:references as text[])) cause (kind, reference)
                  on t.cause_kind = cause.kind and t.cause_reference = cause.reference
                where t.kind in ('grant', 'clawback') order by t.number
                """)
                .param("kinds", causes.stream().map(Cause::kind).toArray(String[]::new))
                .param("references", causes.stream().map(Cause::reference).toArray(String[]::new))
                .query((row, number) -> new Booking(
                        row.getString("kind"),
                        new Credits(row.getLong("amount")),
                        row.getObject("at", OffsetDateTime.class)))
                .list();
    }
}
