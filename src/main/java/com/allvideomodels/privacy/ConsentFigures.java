package com.allvideomodels.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many people agree to what, and how that moves; sums over everyone in two queries, nobody in them. */
@Component
class ConsentFigures {

    static final int MONTHS = 12;

    private final JdbcClient sql;

    ConsentFigures(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param months the oldest first, each there also where nothing happened in it */
    record OfPurpose(String purpose, long holding, List<OfMonth> months) {

        /** The highest bar; at least one. */
        public long most() {
            return Math.max(
                    1,
                    months.stream()
                            .mapToLong(one -> Math.max(one.given(), one.withdrawn()))
                            .max()
                            .orElse(1));
        }
    }

    record OfMonth(YearMonth month, long given, long withdrawn) {}

    private record Moved(String purpose, OfMonth month) {}

    List<OfPurpose> all(Instant now) {
        Map<String, Long> holding = holding();
        YearMonth last = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        List<Moved> moved = moved(last.minusMonths(MONTHS - 1).atDay(1));
        return holding.entrySet().stream()
                .map(one -> new OfPurpose(one.getKey(), one.getValue(), months(one.getKey(), moved, last)))
                .toList();
    }

    private static List<OfMonth> months(String purpose, List<Moved> moved, YearMonth last) {
        List<OfMonth> months = new ArrayList<>();
        for (YearMonth month = last.minusMonths(MONTHS - 1); !month.isAfter(last); month = month.plusMonths(1)) {
            YearMonth wanted = month;
            months.add(moved.stream()
                    .filter(one ->
                            one.purpose().equals(purpose) && one.month().month().equals(wanted))
                    .map(Moved::month)
                    .findFirst()
                    .orElseGet(() -> new OfMonth(wanted, 0, 0)));
        }
        return months;
    }

    /** Of every purpose anybody ever agreed to; people whose account has ended are no longer counted. */
    private Map<String, Long> holding() {
        Map<String, Long> found = new TreeMap<>();
        sql.sql("""
                        select purpose, count(*) filter (where kind = 'GIVEN') from (
                          select distinct on (account_id, purpose) account_id, purpose, kind from consent_event
                          order by account_id, purpose, id desc) as last
                        where not exists (select 1 from consent_end gone where gone.account_id = last.account_id)
                        group by purpose""")
                .query((row, number) -> found.put(row.getString(1), row.getLong(2)))
                .list();
        return found;
    }

    private List<Moved> moved(LocalDate since) {
        return sql.sql("""
                        select purpose, to_char(at at time zone 'UTC', 'YYYY-MM'),
                          count(*) filter (where kind = 'GIVEN'), count(*) filter (where kind = 'WITHDRAWN')
                        from consent_event where at >= :since group by 1, 2""")
                .param("since", since.atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Moved(
                        row.getString(1),
                        new OfMonth(YearMonth.parse(row.getString(2)), row.getLong(3), row.getLong(4))))
                .list();
    }
}
