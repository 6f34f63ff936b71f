package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.TestSweep;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.KeyRing;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.TestStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The invariants K1 to K3: keys of days and of people die at random, and what they wrapped opens nowhere, from no node, no memory and no
 * backup, while everything else opens as ever. {@code -Dkeys.seed=…} runs one sequence alone.
 */
@ProductTest
@Clause({"erase.secure", "security.at-rest"})
class KeyPropertyTests {

    /** So far that the days of no other test are these. */
    private static final Duration FAR = Duration.ofDays(1500);

    private static final AtomicLong RUNS = new AtomicLong();
    private static final List<Integer> LIVES = List.of(1, 2, 3, 25);

    @Autowired
    ApplicationContext product;

    @Autowired
    MediaRows rows;

    @Autowired
    KeyDeathRows deaths;

    @Autowired
    Shredding shredding;

    @Autowired
    MediaSettings settings;

    @Autowired
    MasterKeys masters;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final Bucket keys = TestStorage.bucket("keys-" + UUID.randomUUID());
    private final List<AccountId> owners =
            Stream.generate(AccountId::fresh).limit(4).toList();
    private final Set<AccountId> erased = new HashSet<>();
    private final List<One> all = new ArrayList<>();

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    static LongStream seeds() {
        Long one = Long.getLong("keys.seed");
        return one != null ? LongStream.of(one) : LongStream.of(1, 20261126, 0xC0FFEE);
    }

    /** An output with what a backup has of it, taken when it was new. */
    private record One(Stored stored, byte[] content, Map<String, Object> backup) {}

    /** One machine with its own memory of keys. */
    private final class Node {
        final KeyRing ring = new KeyRing(keys, masters, clock);
        final EncryptedVault vault = new EncryptedVault(rows, mediaBucket, new DataKeys(ring), shredding, clock);
        final KeyUpkeep upkeep = new KeyUpkeep(deaths, ring, settings);

        byte[] read(One one) throws IOException {
            try (var opened = vault.open(one.stored())) {
                return opened.readAllBytes();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatADeadKeyWrappedOpensNowhereAndNothingElseChanges(long seed) throws IOException {
        clock.advance(FAR.plus(Duration.ofDays(40 * RUNS.incrementAndGet())));
        Instant begun = clock.instant();
        var random = new Random(seed);
        List<Node> nodes = List.of(new Node(), new Node());
        for (int i = 0; i < 12; i++) {
            keep(nodes.get(i % 2), random, owners.get(random.nextInt(owners.size())), LIVES.get(random.nextInt(4)));
        }
        for (AccountId owner : owners) {
            keep(nodes.getFirst(), random, owner, LIVES.getLast());
        }
        for (int step = 0; step < 8; step++) {
            String done = step(random, nodes, step == 5 && erased.isEmpty());
            check(nodes, "seed %d, step %d: %s".formatted(seed, step, done));
        }
        // Whatever a death waits for is over by now.
        for (int day = 0; day < 3; day++) {
            passADay(nodes.getFirst());
        }
        check(nodes, "seed %d, at the end".formatted(seed));
        restoreEverything();
        Instant over = clock.instant();
        clock.advance(Duration.between(over, begun));
        checkTheBackup(over, seed);
    }

    private String step(Random random, List<Node> nodes, boolean erasing) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        if (erasing || random.nextInt(3) == 0 && erased.size() < 2) {
            AccountId owner = owners.get(random.nextInt(owners.size()));
            shredding.eraseOwner(owner, clock.instant());
            erased.add(owner);
            node.upkeep.endKeys(clock.instant());
            return "erased a person";
        }
        if (random.nextBoolean()) {
            passADay(node);
            return "passed a day";
        }
        // A death in the middle of everything, and again.
        node.upkeep.endKeys(clock.instant());
        return "ended keys";
    }

    private void passADay(Node node) {
        clock.advance(Duration.ofDays(1));
        TestSweep.run(product);
        node.upkeep.endKeys(clock.instant());
    }

    private void check(List<Node> nodes, String when) throws IOException {
        for (One one : all) {
            for (Node node : nodes) {
                if (lives(one, clock.instant())) {
                    assertThat(node.read(one)).as("K2, %s", when).isEqualTo(one.content());
                } else {
                    assertThatThrownBy(() -> node.read(one)).as("K1, %s", when).isInstanceOf(MediaVault.Gone.class);
                }
            }
            checkPath(one, when);
        }
    }

    private boolean lives(One one, Instant at) {
        return !erased.contains(one.stored().owner())
                && at.isBefore(one.stored().deadline());
    }

    /** K3: what lives has one path to its key, and what does not has none; its bytes are on the list of deletions. */
    private void checkPath(One one, String when) throws IOException {
        var row = sql.sql("""
                        select wrapped_key is not null as wrapped, object_key,
                          (select count(*) from media_deletion d where d.object_key = m.object_key) as doomed,
                          (select count(*) from media_object o where o.object_key = m.object_key) as named
                        from media_object m where id = ?
                        """).param(one.stored().id().value()).query().singleRow();
        boolean lives = lives(one, clock.instant());
        Seal seal = seal(one);
        assertThat(row.get("named")).as("K3, %s", when).isEqualTo(1L);
        assertThat(row.get("doomed")).as("K3, %s", when).isEqualTo(lives ? 0L : 1L);
        assertThat(row.get("wrapped")).as("K3, %s", when).isEqualTo(lives);
        if (lives) {
            assertThat(keys.read(seal.dayKey())).as("K3, %s", when).isPresent();
            assertThat(keys.read(seal.subjectKey())).as("K3, %s", when).isPresent();
        }
    }

    /** K1, "restored backup": the rows are back as they were, with the time, and the keys are not. */
    private void checkTheBackup(Instant over, long seed) throws IOException {
        var restored = new Node();
        int opened = 0;
        int closed = 0;
        for (One one : all) {
            boolean dayIsOver = seal(one)
                    .day()
                    .isBefore(over.atOffset(java.time.ZoneOffset.UTC).toLocalDate());
            if (erased.contains(one.stored().owner()) || dayIsOver) {
                closed++;
                assertThatThrownBy(() -> restored.read(one))
                        .as("K1, seed %d", seed)
                        .hasMessageContaining("a key was destroyed");
            } else {
                opened++;
                assertThat(restored.read(one)).as("K2, seed %d", seed).isEqualTo(one.content());
            }
        }
        forgetEverything();
        assertThat(opened).as("something lives to the end").isPositive();
        assertThat(closed).as("something died").isPositive();
    }

    private void restoreEverything() {
        for (One one : all) {
            sql.sql(
                            "update media_object set shredded_at = null, bytes_deleted_at = null, ordered_at = null, ordered_cause = null,"
                                    + " wrapped_key = ?, header = ?, sha256 = ?, owner = ? where id = ?")
                    .params(
                            one.backup().get("wrapped_key"),
                            one.backup().get("header"),
                            one.backup().get("sha256"),
                            one.stored().owner().value(),
                            one.stored().id().value())
                    .update();
            sql.sql("delete from media_deletion where media_id = ?")
                    .param(one.stored().id().value())
                    .update();
            sql.sql("delete from key_death where name in (?, ?)")
                    .params(seal(one).dayKey(), seal(one).subjectKey())
                    .update();
        }
    }

    private void forgetEverything() {
        all.forEach(one -> sql.sql("delete from media_object where id = ?")
                .param(one.stored().id().value())
                .update());
    }

    private void keep(Node node, Random random, AccountId owner, int days) throws IOException {
        byte[] content = new byte[1 + random.nextInt(300)];
        random.nextBytes(content);
        Instant deadline = clock.instant().plus(Duration.ofDays(days));
        Stored stored = node.vault.keep(
                owner, MediaClass.OUTPUT, "video/mp4", deadline, new ByteArrayInputStream(content), content.length);
        var row = sql.sql("select wrapped_key, header, sha256 from media_object where id = ?")
                .param(stored.id().value())
                .query()
                .singleRow();
        all.add(new One(stored, content, row));
    }

    private static Seal seal(One one) {
        return new Seal(
                Seal.VERSION,
                one.stored().id(),
                one.stored().owner(),
                MediaClass.OUTPUT,
                one.stored().deadline());
    }
}
