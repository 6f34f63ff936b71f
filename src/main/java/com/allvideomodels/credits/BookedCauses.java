package com.allvideomodels.credits;

import static java.util.stream.Collectors.toMap;

import com.allvideomodels.kernel.Credits;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the books by what made their entries. */
@Repository
class BookedCauses implements Bookings {

    private static final String OF_CAUSES = """
            from ledger_transaction t
            join unnest(cast(:kinds as text[]), cast(:references as text[])) cause (kind, reference)
              on t.cause_kind = cause.kind and t.cause_reference = cause.reference and t.kind in ('grant', 'clawback')
            """;

    private static final String ISSUED = "select t.cause_kind, t.cause_reference, -coalesce(sum(e.delta), 0) as issued "
            + OF_CAUSES
            + " left join ledger_entry e on e.transaction_id = t.id and e.bucket = 'issued'"
            + " group by t.cause_kind, t.cause_reference";

    private final JdbcClient sql;

    BookedCauses(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Booking> of(Collection<Cause> causes) {
        return because("select t.kind, t.amount, t.at " + OF_CAUSES + " order by t.number", causes)
                .query((row, number) -> new Booking(
                        row.getString("kind"),
                        new Credits(row.getLong("amount")),
                        row.getObject("at", OffsetDateTime.class)))
                .list();
    }

    @Override
    public Map<Cause, Long> issued(Collection<Cause> causes) {
        return because(ISSUED, causes)
                .query((row, number) -> Map.entry(
                        new Cause(row.getString("cause_kind"), row.getString("cause_reference")),
                        row.getLong("issued")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private JdbcClient.StatementSpec because(String statement, Collection<Cause> causes) {
        return sql.sql(statement)
                .param("kinds", causes.stream().map(Cause::kind).toArray(String[]::new))
                .param("references", causes.stream().map(Cause::reference).toArray(String[]::new));
    }
}
