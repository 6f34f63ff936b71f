package com.allvideomodels.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds a word wherever it stands in the database. */
public record Traces(JdbcClient sql) {

    /** Where an erased account's number may stay, and why is said in {@code retention.yml}. */
    public static final Set<String> KEPT = Set.of(
            "erased_account.account_id",
            "consent_event.account_id",
            "consent_end.account_id",
            "destruction.owner",
            // What was held once, and why.
            "legal_hold.target",
            // That the trail has forgotten somebody, so that nobody makes a key for them anew.
            "audit_key.subject",
            // Ids of keys, which outlive them as tombstones.
            "key_death.name");

    /** Every column of every table in which it is found, in the bytes of whatever type. */
    public List<String> of(Object what) {
        List<String> found = new ArrayList<>();
        for (Map<String, Object> column : sql.sql("""
                        select table_name, column_name, data_type from information_schema.columns
                        where table_schema = 'public' and table_name in (
                          select table_name from information_schema.tables where table_type = 'BASE TABLE')
                        order by 1, 2
                        """).query().listOfRows()) {
            String table = column.get("table_name").toString();
            String name = column.get("column_name").toString();
            boolean bytes = column.get("data_type").equals("bytea");
            String text = bytes ? "encode(\"%s\", 'escape')" : "cast(\"%s\" as text)";
            boolean here = sql.sql("select exists (select 1 from \"" + table + "\" where strpos(" + text.formatted(name)
                            + ", :word) > 0)")
                    .param("word", what.toString())
                    .query(Boolean.class)
                    .single();
            if (here) {
                found.add(table + "." + name);
            }
        }
        return found;
    }
}
