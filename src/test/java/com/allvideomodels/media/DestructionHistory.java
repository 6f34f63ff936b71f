package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.FaultyStore.Fault;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.LegalHolds.Placement;
import com.allvideomodels.retention.LegalHolds.Scope;
import com.allvideomodels.retention.TestSweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Outputs of three people, to which things happen at random: time passes and runs back, people and staff delete, an account is erased,
 * holds come and go, sweeps and deletions run and die in the middle, the store fails. Beside it stands in a few sentences what must be
 * so, and after each step it is.
 */
final class DestructionHistory implements AutoCloseable {

    private final ApplicationContext product;
    private final FaultyStore store;
    private final Random random;
    private final long seed;
    private final int engines;
    private final EncryptedVault vault;
    private final Shredding shredding;
    private final DeletionRows deletions;
    private final LegalHolds holds;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    private final List<AccountId> owners = List.of(AccountId.fresh(), AccountId.fresh(), AccountId.fresh());
    private final Set<AccountId> erased = new HashSet<>();
    private final List<Expected> all = new ArrayList<>();
    private final List<Hold> held = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private String latest = "";

    DestructionHistory(ApplicationContext product, FaultyStore store, long seed, int engines) {
        this.product = product;
        this.store = store;
        this.random = new Random(seed);
        this.seed = seed;
        this.engines = engines;
        this.vault = product.getBean(EncryptedVault.class);
        this.shredding = product.getBean(Shredding.class);
        this.deletions = product.getBean(DeletionRows.class);
        this.holds = product.getBean(LegalHolds.class);
        this.sql = product.getBean(JdbcClient.class);
        this.transaction = product.getBean(TransactionTemplate.class);
        this.clock = product.getBean(TestClock.class);
    }

    /** A hold on one thing or, without one, on all of a person. */
    private record Hold(UUID id, AccountId owner, @Nullable Expected one) {
        boolean covers(Expected other) {
            return one == null ? owner.equals(other.stored.owner()) : one == other;
        }
    }

    /** What must be so of one output. */
    private static final class Expected {
        final Stored stored;
        final @Nullable Stored poster;
        final byte[] content;

        @Nullable
        Instant orderedAt;

        Cause orderedCause = Cause.DEADLINE;

        @Nullable
        Cause gone;

        Expected(Stored stored, @Nullable Stored poster, byte[] content) {
            this.stored = stored;
            this.poster = poster;
            this.content = content;
        }

        /** The first order counts. */
        void order(Cause cause, Instant at) {
            if (gone == null && (orderedAt == null || orderedAt.isAfter(at))) {
                orderedAt = at;
                orderedCause = cause;
            }
        }

        Instant until() {
            return orderedAt == null || stored.deadline().isBefore(orderedAt) ? stored.deadline() : orderedAt;
        }

        void goes(Instant now) {
            gone = orderedAt == null || orderedAt.isAfter(now) ? Cause.DEADLINE : orderedCause;
        }
    }

    /** What became of everything, step by step. */
    List<String> told() {
        return List.copyOf(told);
    }

    void step() throws Exception {
        latest = act();
        check(all.isEmpty() || random.nextInt(4) == 0 || latest.startsWith("deleted"));
    }

    private String act() throws Exception {
        return switch (random.nextInt(22)) {
            case 0, 1, 2, 3 -> keep();
            case 4, 5, 6 -> pass(Duration.ofHours(random.nextInt(40)));
            case 7 -> pass(Duration.ofHours(-1 - random.nextInt(2)));
            case 8 -> order(Cause.PERSON);
            case 9 -> order(Cause.STAFF);
            case 10 -> shorten();
            case 11, 12 -> holdOne();
            case 13 -> random.nextInt(3) == 0 ? holdPerson() : holdOne();
            case 14 -> release();
            case 15 -> fail();
            case 16 -> random.nextInt(4) == 0 ? erase() : keep();
            case 17 -> dieInASweep();
            case 18 -> dieInADeletion();
            case 19, 20 -> sweep();
            default -> deleteBytes();
        };
    }

    private String keep() throws IOException {
        AccountId owner = owners.get(random.nextInt(owners.size()));
        byte[] content = new byte[1 + random.nextInt(200)];
        random.nextBytes(content);
        Instant deadline = clock.instant().plus(Duration.ofHours(1 + random.nextInt(167)));
        boolean withPoster = random.nextInt(3) == 0;
        if (erased.contains(owner)) {
            assertThatThrownBy(() -> keep(owner, content, deadline))
                    .as(said("nothing comes for who was erased"))
                    .isInstanceOf(MediaVault.Gone.class);
            return "kept nothing for who was erased";
        }
        Stored stored = keep(owner, content, deadline);
        Stored poster = withPoster
                ? vault.keepMadeOf(stored, MediaClass.POSTER, "image/jpeg", new ByteArrayInputStream(new byte[5]), 5)
                : null;
        all.add(new Expected(stored, poster, content));
        return "kept number " + all.size();
    }

    private Stored keep(AccountId owner, byte[] content, Instant deadline) throws IOException {
        return vault.keep(
                owner, MediaClass.OUTPUT, "video/mp4", deadline, new ByteArrayInputStream(content), content.length);
    }

    private String pass(Duration time) {
        clock.advance(time);
        return "passed " + time;
    }

    private @Nullable Expected any() {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private String order(Cause cause) {
        Expected one = any();
        if (one == null || one.gone != null) {
            return "nothing to order";
        }
        one.order(cause, clock.instant());
        if (cause == Cause.PERSON) {
            vault.shred(one.stored.owner(), one.stored.id(), cause);
        } else {
            shredding.order(Root.OUTPUT, one.stored.id().value(), cause, clock.instant());
        }
        endUnlessHeld(one);
        return "ordered by " + cause + " number " + all.indexOf(one);
    }

    private void endUnlessHeld(Expected one) {
        if (one.gone == null && !isHeld(one)) {
            one.goes(clock.instant());
        }
    }

    private boolean isHeld(Expected one) {
        return held.stream().anyMatch(hold -> hold.covers(one));
    }

    private String shorten() {
        Expected one = any();
        if (one == null || one.gone != null) {
            return "nothing to shorten";
        }
        Instant until = clock.instant().plus(Duration.ofHours(24));
        one.order(Cause.DEADLINE, until);
        vault.shorten(one.stored.owner(), one.stored.id(), until);
        return "shortened number " + all.indexOf(one);
    }

    private String holdOne() {
        Expected one = any();
        if (one == null) {
            return "nothing to hold";
        }
        Placement answer = holds.place(new LegalHolds.Order(
                Scope.ITEM,
                "output",
                one.stored.id().value(),
                "a test",
                "none",
                one.stored.owner(),
                LocalDate.of(2040, 1, 1),
                null));
        switch (answer) {
            case Placement.Held placed -> {
                assertThat(one.gone).as(said("held, so it is there")).isNull();
                held.add(new Hold(placed.hold(), one.stored.owner(), one));
            }
            case Placement.TooLate late ->
                assertThat(one.gone).as(said("too late, so it is gone")).isNotNull();
            case Placement.NotFound none -> throw new AssertionError(said("silence about what is known"));
        }
        return "held number " + all.indexOf(one);
    }

    /** The row is written as placing would: these people have media and no account. */
    private String holdPerson() {
        AccountId owner = owners.get(random.nextInt(owners.size()));
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into legal_hold (id, scope, data_class, target, reason, ground, author, placed_at, review_on)
                values (?, 'ACCOUNT', 'account', ?, 'a test', 'none', ?, now(), '2040-01-01')
                """).params(id, owner.value(), owner.value()).update();
        held.add(new Hold(id, owner, null));
        return "held a person";
    }

    private String release() {
        if (held.isEmpty()) {
            return "nothing to release";
        }
        Hold hold = held.remove(random.nextInt(held.size()));
        holds.release(hold.id(), hold.owner(), "over");
        // H3: whatever it kept back goes at once.
        whatIsDueGoes();
        return "released";
    }

    private String fail() {
        store.fault = Fault.values()[random.nextInt(Fault.values().length)];
        return "the store is " + store.fault;
    }

    private String erase() {
        AccountId owner = owners.get(random.nextInt(owners.size()));
        boolean over = shredding.eraseOwner(owner, clock.instant());
        erased.add(owner);
        List<Expected> theirs = all.stream()
                .filter(one -> one.stored.owner().equals(owner) && one.gone == null)
                .toList();
        theirs.forEach(one -> one.order(Cause.ERASURE, clock.instant()));
        theirs.forEach(this::endUnlessHeld);
        assertThat(over)
                .as(said("an erasure is over once nothing is left"))
                .isEqualTo(theirs.stream().allMatch(one -> one.gone != null));
        return "erased a person";
    }

    /** As a node that is killed before its transaction ends. */
    private String dieInASweep() {
        transaction.executeWithoutResult(status -> {
            shredding.end(Root.OUTPUT, clock.instant(), 7);
            status.setRollbackOnly();
        });
        return "died in a sweep";
    }

    /** As a node that is killed before it deletes what it took, or after that and before it says so. */
    private String dieInADeletion() {
        List<String> taken = deletions.claim(clock.instant(), Duration.ofMinutes(10), 5).stream()
                .map(DeletionRows.Deletion::objectKey)
                .toList();
        if (random.nextBoolean()) {
            store.delete(taken);
        }
        return "died in a deletion";
    }

    private String sweep() throws Exception {
        atOnce(() -> TestSweep.run(product));
        whatIsDueGoes();
        return "swept";
    }

    private void whatIsDueGoes() {
        Instant now = clock.instant();
        all.stream()
                .filter(one -> one.gone == null && !one.until().isAfter(now) && !isHeld(one))
                .forEach(one -> one.goes(now));
    }

    private String deleteBytes() throws Exception {
        atOnce(() -> new ByteDeletion(deletions, store.bucket).deleteDue(clock.instant()));
        return "deleted bytes while the store is " + store.fault;
    }

    private void atOnce(Runnable work) throws Exception {
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> node = Executors.callable(work);
            for (var one : nodes.invokeAll(Collections.nCopies(engines, node))) {
                one.get();
            }
        }
    }

    /** The store heals, all holds end, all deadlines pass: everything goes, in one sweep and two deletions, and again changes nothing. */
    void end() throws Exception {
        latest = "the end";
        store.fault = Fault.NONE;
        while (!held.isEmpty()) {
            release();
        }
        clock.advance(Duration.ofDays(10));
        sweep();
        deleteBytes();
        clock.advance(Duration.ofHours(2));
        deleteBytes();
        check(true);
        assertThat(all).as(said("R2")).allMatch(one -> one.gone != null);
        assertThat(store.bucket.present(
                        rows().values().stream().map(Row::objectKey).toList()))
                .as(said("R6: the store heals, nothing is left"))
                .isEmpty();
        List<String> before = everything();
        sweep();
        deleteBytes();
        assertThat(everything()).as(said("R5: again is nothing")).isEqualTo(before);
        assertThat(count("destruction where owner = any(?) and bytes_gone_at is null"))
                .as(said("everything is confirmed"))
                .isZero();
    }

    private void check(boolean bytesToo) throws IOException {
        Instant now = clock.instant();
        Map<UUID, Row> rows = rows();
        for (Expected one : all) {
            check(one, rows, now);
        }
        if (!all.isEmpty()) {
            read(all.get(random.nextInt(all.size())));
        }
        if (bytesToo) {
            checkBytes(rows);
        }
        told.add(latest + ": "
                + all.stream()
                        .map(one -> rows.get(one.stored.id().value()).destruction())
                        .toList());
    }

    private void check(Expected one, Map<UUID, Row> rows, Instant now) {
        String name = "number " + all.indexOf(one);
        Row row = rows.get(one.stored.id().value());
        assertThat(row.shredded()).as(said("R2, R3 and H1: " + name)).isEqualTo(one.gone != null);
        assertThat(row.destruction())
                .as(said("R3, one cause: " + name))
                .isEqualTo(one.gone == null ? "-" : one.gone.name());
        if (one.poster != null) {
            assertThat(rows.get(one.poster.id().value()).shredded())
                    .as(said("what was made of it: " + name))
                    .isEqualTo(row.shredded());
        }
        assertThat(vault.find(one.stored.owner(), one.stored.id()).isPresent())
                .as(said("R1, by the read path alone: " + name))
                .isEqualTo(one.gone == null && now.isBefore(one.until()));
    }

    private void read(Expected one) throws IOException {
        if (one.gone == null && clock.instant().isBefore(one.until())) {
            try (var opened = vault.open(one.stored)) {
                assertThat(opened.readAllBytes()).as(said("whole")).isEqualTo(one.content);
            }
        } else {
            assertThatThrownBy(() -> vault.open(one.stored).close())
                    .as(said("R1"))
                    .isInstanceOf(MediaVault.Gone.class);
        }
    }

    private void checkBytes(Map<UUID, Row> rows) throws IOException {
        Set<String> present =
                store.bucket.present(rows.values().stream().map(Row::objectKey).toList());
        for (Row row : rows.values()) {
            boolean there = present.contains(row.objectKey());
            if (!row.shredded()) {
                assertThat(there).as(said("the bytes of what lives")).isTrue();
            } else if (row.bytesGone()) {
                assertThat(there).as(said("R7: said to be gone, and there")).isFalse();
            } else {
                assertThat(row.queued()).as(said("nothing is forgotten")).isTrue();
            }
        }
    }

    /** An object and what is known of its end. */
    private record Row(
            UUID id, String objectKey, boolean shredded, boolean bytesGone, boolean queued, String destruction) {}

    private Map<UUID, Row> rows() {
        return sql
                .sql("""
                        select id, object_key, shredded_at is not null as shredded, bytes_deleted_at is not null as bytes_gone,
                          exists (select 1 from media_deletion d where d.object_key = m.object_key) as queued,
                          coalesce((select string_agg(cause, '+') from destruction where item = m.id), '-') as destruction
                        from media_object m where owner = any(?)
                        """)
                .param(ownerIds())
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getString("object_key"),
                        row.getBoolean("shredded"),
                        row.getBoolean("bytes_gone"),
                        row.getBoolean("queued"),
                        row.getString("destruction")))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::id, Function.identity(), (one, other) -> one, HashMap::new));
    }

    private UUID[] ownerIds() {
        return owners.stream().map(AccountId::value).toArray(UUID[]::new);
    }

    private List<String> everything() {
        return Stream.of("media_object", "destruction")
                .flatMap(table -> sql
                        .sql("select row::text from " + table + " row where owner = any(?) order by 1")
                        .param(ownerIds())
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private int count(String from) {
        return sql.sql("select count(*) from " + from)
                .param(ownerIds())
                .query(Integer.class)
                .single();
    }

    private String said(String rule) {
        return "%s; seed %d, step %d, %d engines, last: %s".formatted(rule, seed, told.size(), engines, latest);
    }

    @Override
    public void close() {
        store.fault = Fault.NONE;
        clock.reset();
        held.forEach(hold -> holds.release(hold.id(), hold.owner(), "the test is over"));
    }
}
