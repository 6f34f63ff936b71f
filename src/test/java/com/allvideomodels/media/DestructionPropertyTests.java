package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.FaultyStore.Fault;
import com.allvideomodels.retention.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The invariants R1 to R7, H1, H3 and H4 for stored media, with the sweep, the database and the holds of the product and a store that
 * fails on purpose. {@code -Ddestruction.seed=…} runs one history alone.
 */
@ProductTest
@Clause("erase.secure")
class DestructionPropertyTests {

    private static final int STEPS = 100;

    @Autowired
    ApplicationContext product;

    @Autowired
    EncryptedVault vault;

    @Autowired
    DeletionRows deletions;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final FaultyStore store = new FaultyStore("media");
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void putEverythingBack() {
        clock.reset();
        TimeZone.setDefault(zone);
        store.close();
    }

    static LongStream seeds() {
        Long one = Long.getLong("destruction.seed");
        return one != null ? LongStream.of(one) : LongStream.of(1, 2, 3, 20261126, 0xDE1E7E);
    }

    /** Each history is lived twice, with one engine and with three at once, which must make no difference (R4). */
    @ParameterizedTest
    @MethodSource("seeds")
    @Clause({"retain.output", "erase.secure", "hold.exceptions"})
    void whateverHappensNothingOutlivesItsDeadlineAndNothingGoesBefore(long seed) throws Exception {
        List<String> alone = lived(seed, 1);
        List<String> together = lived(seed, 3);
        assertThat(together).as("R4, seed %d: three engines are one", seed).isEqualTo(alone);
        String all = String.join(" ", alone);
        assertThat(all).as("something went by its deadline").contains("DEADLINE");
        assertThat(all).as("something went by an order").containsPattern("PERSON|STAFF|ERASURE");
    }

    private List<String> lived(long seed, int engines) throws Exception {
        try (var history = new DestructionHistory(product, store, seed, engines)) {
            for (int step = 0; step < STEPS; step++) {
                history.step();
            }
            history.end();
            return history.told();
        } finally {
            clock.reset();
        }
    }

    /** Section 10, "DeleteObjects 200 with Errors; quiet mode": only what the store's own list no longer shows is gone. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void onlyWhatTheStoreNoLongerShowsIsGone(Fault fault) throws IOException {
        List<Stored> some = new ArrayList<>();
        for (int count = 0; count < 20; count++) {
            some.add(keep(Duration.ofDays(7)));
        }
        some.forEach(one -> vault.shred(owner, one.id(), Cause.PERSON));
        Map<String, String> before = rows(some);
        store.fault = fault;
        deleteBytes();

        List<String> left = leftInTheStore(some);
        Map<String, String> after = rows(some);
        for (String key : before.keySet()) {
            boolean confirmed = count("media_object where object_key = ? and bytes_deleted_at is not null", key) == 1;
            assertThat(count("media_deletion where object_key = ?", key))
                    .as("gone, or to be asked for again")
                    .isEqualTo(confirmed ? 0 : 1);
            if (left.contains(key)) {
                assertThat(confirmed).as("said to be gone, and there").isFalse();
                assertThat(after.get(key))
                        .as("R7: not a byte of its row changed")
                        .isEqualTo(before.get(key));
            }
        }
        store.fault = Fault.NONE;
        clock.advance(Duration.ofHours(2));
        deleteBytes();
        assertThat(leftInTheStore(some)).as("R6: the store heals").isEmpty();
        assertThat(count("destruction where owner = ? and bytes_gone_at is null", owner.value()))
                .isZero();
    }

    /** The rows of objects and of their destructions, by the keys of the objects. */
    private Map<String, String> rows(List<Stored> some) {
        return sql
                .sql("""
                        select m.object_key, m::text || d::text as whole from media_object m join destruction d on d.item = m.id
                        where m.id = any(?)
                        """)
                .param(some.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .query((row, number) -> Map.entry(row.getString("object_key"), row.getString("whole")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** R6: what never goes keeps nothing else from going. */
    @Test
    void aPoisonousKeyDelaysNothingElse() throws IOException {
        Stored poisonous = keep(Duration.ofDays(7));
        String poison = objectKey(poisonous);
        store.poison = poison::equals;
        store.fault = Fault.PARTIAL;
        vault.shred(owner, poisonous.id(), Cause.PERSON);
        deleteBytes();
        for (int hour = 0; hour < 3; hour++) {
            Stored other = keep(Duration.ofDays(7));
            vault.shred(owner, other.id(), Cause.PERSON);
            clock.advance(Duration.ofMinutes(61));
            deleteBytes();
            assertThat(store.bucket.present(List.of(poison, objectKey(other)))).containsExactly(poison);
        }
        assertThat(sql.sql("select attempts from media_deletion where object_key = ?")
                        .param(poison)
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
        store.fault = Fault.NONE;
        clock.advance(Duration.ofMinutes(61));
        deleteBytes();
        assertThat(store.bucket.present(List.of(poison))).isEmpty();
    }

    /** R4 and section 10, "DST, month ends, leap day": a week is a week wherever the machine stands. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2027-03-12T06:30:00Z", // an hour is skipped
        "America/New_York, 2027-11-05T05:30:00Z", // an hour comes twice
        "Europe/Berlin, 2028-02-24T23:30:00Z", // a leap day
        "Pacific/Apia, 2027-12-28T09:59:59Z" // the last days of a year, where it is tomorrow already
    })
    @Clause("retain.output")
    void aDeadlineIsOneInstantInEveryZoneAndOverEveryChangeOfClocks(String place, Instant made) throws IOException {
        clock.advance(Duration.between(clock.instant(), made));
        TimeZone.setDefault(TimeZone.getTimeZone(place));
        Stored output = keep(Duration.ofDays(7));
        clock.advance(Duration.ofDays(7).minusMinutes(1));
        com.allvideomodels.retention.TestSweep.run(product);
        TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT-14"));
        assertThat(vault.find(owner, output.id())).as("not an hour early").isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(vault.find(owner, output.id())).as("not a second late").isEmpty();
        com.allvideomodels.retention.TestSweep.run(product);
        assertThat(count(
                        "destruction where item = ? and cause = 'DEADLINE'",
                        output.id().value()))
                .isEqualTo(1);
    }

    private Stored keep(Duration lifetime) throws IOException {
        return vault.keep(
                owner,
                MediaClass.OUTPUT,
                "video/mp4",
                clock.instant().plus(lifetime),
                new ByteArrayInputStream(new byte[50]),
                50);
    }

    private void deleteBytes() {
        new ByteDeletion(deletions, store.bucket).deleteDue(clock.instant());
    }

    private List<String> leftInTheStore(List<Stored> some) throws IOException {
        return List.copyOf(store.bucket.present(rows(some).keySet()));
    }

    private int count(String from, Object parameter) {
        return sql.sql("select count(*) from " + from)
                .param(parameter)
                .query(Integer.class)
                .single();
    }

    private String objectKey(Stored stored) {
        return sql.sql("select object_key from media_object where id = ?")
                .param(stored.id().value())
                .query(String.class)
                .single();
    }
}
