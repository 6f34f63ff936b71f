package com.allvideomodels.billing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What came of each comparison of the books with Creem. */
@Repository
class ReconciliationRows {

    private final JdbcClient sql;

    ReconciliationRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * @param difference minor units by which Creem's money is more than ours; must be 0
     * @param unknown transactions that nobody here is known for
     */
    record Report(Instant at, Instant since, int transactions, int mended, long difference, List<String> unknown) {

        public OffsetDateTime when() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    void add(Report report) {
        sql.sql("""
                insert into reconciliation (at, since, transactions, mended, difference, unknown)
                values (:at, :since, :transactions, :mended, :difference, :unknown)
                """)
                .param("at", report.at().atOffset(ZoneOffset.UTC))
                .param("since", report.since().atOffset(ZoneOffset.UTC))
                .param("transactions", report.transactions())
                .param("mended", report.mended())
                .param("difference", report.difference())
                .param("unknown", report.unknown().toArray(String[]::new))
                .update();
    }

    /** The newest first. */
    List<Report> newest(int most) {
        return sql.sql("select * from reconciliation order by at desc limit :most")
                .param("most", most)
                .query(ReconciliationRows::report)
                .list();
    }

    private static Report report(ResultSet row, int number) throws SQLException {
        return new Report(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("transactions"),
                row.getInt("mended"),
                row.getLong("difference"),
                List.of((String[]) row.getArray("unknown").getArray()));
    }
}
