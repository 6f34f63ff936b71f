package com.allvideomodels.local;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a run of the timetable came to, told by comparing what the product has written down before and after it. */
class WhatHappened {

    private final JdbcClient sql;
    private final long destroyed;
    private final long receipts;
    private final long erased;
    private final long deadKeys;
    private final Map<String, Long> ended;

    /** From now on. */
    WhatHappened(JdbcClient sql) {
        this.sql = sql;
        destroyed = number("select coalesce(max(number), 0) from destruction");
        receipts = number("select number from receipt_head");
        erased = number("select count(*) from erased_account");
        deadKeys = number("select count(*) from key_death where dead_at is not null");
        ended = ended();
    }

    /** @param link nothing where there is no page to look at */
    record Line(String what, String value, String link) implements Serializable {}

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Destroyed, key first", destroyed(), ""));
        lines.add(new Line("Ended by the sweep", swept(), ""));
        lines.add(new Line(
                "Still to delete from the store", number("select count(*) from media_deletion") + " objects", ""));
        lines.add(new Line(
                "Keys of days and people that died",
                "" + (number("select count(*) from key_death where dead_at is not null") - deadKeys),
                ""));
        lines.add(new Line("Accounts erased", "" + (number("select count(*) from erased_account") - erased), ""));
        lines.addAll(newReceipts());
        lines.add(audit());
        return lines;
    }

    private String destroyed() {
        return counted(sql
                .sql(
                        "select data_class, count(*) as number from destruction where number > :before group by 1 order by 1")
                .param("before", destroyed)
                .query((row, number) -> Map.entry(row.getString("data_class"), row.getLong("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new)));
    }

    private String swept() {
        Map<String, Long> more = ended();
        more.replaceAll((dataClass, sum) -> sum - ended.getOrDefault(dataClass, 0L));
        more.values().removeIf(sum -> sum == 0);
        return counted(more);
    }

    private static String counted(Map<String, Long> numbers) {
        return numbers.isEmpty()
                ? "nothing"
                : numbers.entrySet().stream()
                        .map(one -> one.getValue() + " × " + one.getKey())
                        .collect(Collectors.joining(", "));
    }

    private List<Line> newReceipts() {
        List<Line> written = sql.sql("select id, number from receipt where number > :before order by number limit 20")
                .param("before", receipts)
                .query((row, number) -> new Line(
                        "Receipt written", "number " + row.getLong("number"), "/trust/receipts/" + row.getString("id")))
                .list();
        return written.isEmpty() ? List.of(new Line("Receipts written", "none", "")) : written;
    }

    private Line audit() {
        return sql.sql("select * from audit_run order by at desc limit 1")
                .query((row, number) -> row.getString("failed") != null
                        ? "it could not look: " + row.getString("failed")
                        : "%d overdue, the oldest by %d s; %d orphans, %d missing; %d objects looked at"
                                .formatted(
                                        row.getLong("overdue"),
                                        row.getLong("overdue_seconds"),
                                        row.getLong("orphans"),
                                        row.getLong("missing"),
                                        row.getLong("objects")))
                .optional()
                .map(said -> new Line("The audit", said, "/trust"))
                .orElseGet(() -> new Line("The audit", "has not looked yet", ""));
    }

    private Map<String, Long> ended() {
        Map<String, Long> sums = new LinkedHashMap<>();
        sql.sql("select data_class, sum(ended) as number from sweep_day group by 1 order by 1")
                .query((row, number) -> sums.put(row.getString("data_class"), row.getLong("number")))
                .list();
        return sums;
    }

    private long number(String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
