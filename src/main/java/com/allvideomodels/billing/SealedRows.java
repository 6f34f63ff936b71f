package com.allvideomodels.billing;

import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What this module keeps sealed by the master key: a row that goes meanwhile stays gone.
 *
 * @param key the primary key, {@code kind} its type, and {@code least} a value of it before all others
 * @param bound SQL for the name under which a row was sealed
 */
record SealedRows(
        JdbcClient sql,
        MasterKeys masterKeys,
        String table,
        String key,
        String kind,
        String least,
        String column,
        String bound)
        implements MasterWrapped {

    private static final String NO_UUID = "00000000-0000-0000-0000-000000000000";

    @Configuration(proxyBeanMethods = false)
    static class Tables {

        @Bean
        MasterWrapped sealedBillingAddresses(JdbcClient sql, MasterKeys keys) {
            return addressesIn("billing_address", "account_id", sql, keys);
        }

        @Bean
        MasterWrapped sealedReceiptAddresses(JdbcClient sql, MasterKeys keys) {
            return addressesIn("receipt_address", "payment_id", sql, keys);
        }

        @Bean
        MasterWrapped sealedEvents(JdbcClient sql, MasterKeys keys) {
            return new SealedRows(sql, keys, "creem_event", "id", "text", "", "body", "'creem-event/' || id");
        }
    }

    static MasterWrapped addressesIn(String table, String key, JdbcClient sql, MasterKeys keys) {
        return new SealedRows(
                sql, keys, table, key, "uuid", NO_UUID, "address", "'billing-address/' || account_id::text");
    }

    private record Sealed(String bound, byte[] bytes) {}

    @Override
    public String place() {
        return table.replace('_', '-');
    }

    @Override
    public List<String> names(String after, int most) {
        return sql.sql("select " + key + "::text from " + table + " where " + key + " > cast(:after as " + kind
                        + ") and " + column + " is not null order by " + key + " limit :most")
                .param("after", after.isEmpty() ? least : after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    @Override
    public Wrapping wrapAnew(String name) throws IOException {
        Optional<Sealed> found = sql.sql("select " + bound + ", " + column + " from " + table + where())
                .param("name", name)
                .query((row, number) -> new Sealed(row.getString(1), row.getBytes(2)))
                .optional();
        return found.isEmpty()
                ? Wrapping.NOTHING_TO_DO
                : masterKeys.wrapAnew(
                        found.get().bytes(), found.get().bound(), anew -> replace(name, found.get(), anew));
    }

    private boolean replace(String name, Sealed old, byte[] anew) {
        return sql.sql("update " + table + " set " + column + " = :anew" + where() + " and " + column + " = :old")
                        .param("anew", anew)
                        .param("name", name)
                        .param("old", old.bytes())
                        .update()
                == 1;
    }

    private String where() {
        return " where " + key + " = cast(:name as " + kind + ") and " + column + " is not null";
    }
}
