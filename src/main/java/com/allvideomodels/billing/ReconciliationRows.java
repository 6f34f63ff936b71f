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
     * @param difference minor units, of whatever currency, by which Creem's money and ours differ, payment by payment; must be 0
     * @param credits by which the ledger and what was paid for differ, payment by payment; must be 0
     * @param unknown transactions of Creem that nobody here is known for
     * @param differing transactions of ours that differ in either, or that Creem does not know
     */
    record Report(
            Instant at,
            Instant since,
            int transactions,
            int mended,
            long difference,
            long credits,
            List<String> unknown,
            List<String> differing) {

        /** Whether everything agrees. */
        public boolean isEven() {
            return difference == 0 && credits == 0 && unknown.isEmpty() && differing.isEmpty();
        }

        public OffsetDateTime when() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    void add(Report report) {
        sql.sql("""
                insert into reconciliation (at, since, transactions, mended, difference, credits, unknown, differing)
                values (:at, :since, :transactions, :mended, :difference, :credits, :unknown, :differing)
                """)
                .param("at", report.at().atOffset(ZoneOffset.UTC))
                .param("since", report.since().atOffset(ZoneOffset.UTC))
                .param("transactions", report.transactions())
                .param("mended", report.mended())
                .param("difference", report.difference())
                .param("credits", report.credits())
                .param("unknown", report.unknown().toArray(String[]::new))
                .param("differing", report.differing().toArray(String[]::new))
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
                row.getLong("credits"),
                names(row, "unknown"),
                names(row, "differing"));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
