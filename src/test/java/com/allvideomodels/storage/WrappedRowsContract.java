package com.allvideomodels.storage;

import static com.allvideomodels.storage.MasterWrapped.Wrapping.ANEW;
import static com.allvideomodels.storage.MasterWrapped.Wrapping.NOTHING_TO_DO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.storage.MasterWrapped.Wrapping;
import com.google.crypto.tink.subtle.Random;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new master key takes over what the one before wrapped in a table, and writes over nothing that was changed meanwhile. */
public abstract class WrappedRowsContract {

    private static final String OLD = fresh();
    private static final String NEW = fresh();
    private static final byte[] WORDS = {1, 2, 3};

    private final MasterKeys before = new MasterKeys(new KeySettings(OLD, "1", Map.of()));
    private final MasterKeys after = new MasterKeys(new KeySettings(NEW, "2", Map.of("1", OLD)));
    private final MasterKeys alone = new MasterKeys(new KeySettings(NEW, "2", Map.of()));
    private TestDatabase database;

    private static String fresh() {
        return Base64.getEncoder().encodeToString(Random.randBytes(32));
    }

    /** Of the product, over these tables and keys. */
    protected abstract MasterWrapped place(JdbcClient sql, MasterKeys keys);

    /** To what the product binds the wrapped thing of this name. */
    protected abstract String boundTo(UUID name);

    /** Puts one there, in a transaction in which no table asks for rows of others. */
    protected abstract void put(JdbcClient sql, UUID name, byte[] wrapped);

    protected abstract String table();

    protected abstract String nameColumn();

    protected abstract String column();

    @BeforeEach
    void open() {
        database = TestDatabase.with(context -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Clause({"security.at-rest", "security.incident"})
    void afterwardsTheNewKeyAloneOpensIt() throws Exception {
        UUID name = wrapped();
        assertThat(wrapAnew(name)).isEqualTo(ANEW);
        assertThat(alone.unwrap(stored(name), boundTo(name))).isEqualTo(WORDS);
        byte[] anew = stored(name);
        assertThat(wrapAnew(name)).isEqualTo(NOTHING_TO_DO);
        assertThat(stored(name)).isEqualTo(anew);
    }

    @Test
    void eachIsFoundOnceHoweverFewAreTakenAtATime() throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(wrapped().toString());
        }
        List<String> found = new ArrayList<>();
        List<String> some = place(sql(), after).names("", 2);
        while (!some.isEmpty()) {
            assertThat(some).hasSizeLessThanOrEqualTo(2);
            found.addAll(some);
            some = place(sql(), after).names(some.getLast(), 2);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @Clause("security.incident")
    void whatIsChangedBetweenReadingAndWritingStaysAsItWasChanged() throws Exception {
        UUID name = wrapped();
        byte[] other = before.wrap(new byte[] {9}, boundTo(name));
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Wrapping> wrapping = database.transactions().execute(status -> {
                sql().sql("update " + table() + " set " + column() + " = :other where " + nameColumn() + " = :name")
                        .param("other", other)
                        .param("name", name)
                        .update();
                Future<Wrapping> begun = nodes.submit(() -> wrapAnew(name));
                await().until(this::somebodyWaits);
                return begun;
            });
            assertThat(wrapping.get()).isEqualTo(NOTHING_TO_DO);
        }
        assertThat(stored(name)).isEqualTo(other);
    }

    @Test
    void whatIsGoneStaysGone() throws Exception {
        UUID name = wrapped();
        sql().sql("delete from " + table() + " where " + nameColumn() + " = :name")
                .param("name", name)
                .update();
        assertThat(wrapAnew(name)).isEqualTo(NOTHING_TO_DO);
        assertThat(stored()).isEmpty();
    }

    private JdbcClient sql() {
        return database.sql();
    }

    private Wrapping wrapAnew(UUID name) throws Exception {
        return place(sql(), after).wrapAnew(name.toString());
    }

    private UUID wrapped() throws Exception {
        UUID name = UUID.randomUUID();
        byte[] wrapped = before.wrap(WORDS, boundTo(name));
        database.transactions().executeWithoutResult(status -> {
            sql().sql("set local session_replication_role = replica").update();
            put(sql(), name, wrapped);
        });
        return name;
    }

    private boolean somebodyWaits() {
        return sql().sql("""
                select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')
                """).query(Boolean.class).single();
    }

    private byte[] stored(UUID name) {
        return sql().sql("select " + column() + " from " + table() + " where " + nameColumn() + " = :name")
                .param("name", name)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private Stream<byte[]> stored() {
        return sql()
                .sql("select " + column() + " from " + table())
                .query((row, number) -> row.getBytes(1))
                .list()
                .stream();
    }
}
