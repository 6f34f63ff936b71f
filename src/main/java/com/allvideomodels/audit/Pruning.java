package com.allvideomodels.audit;

import com.allvideomodels.audit.Statement.Kind;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the oldest rows of the trail go (clause security.rbac). Only from the beginning, only up to a floor that was signed outside the
 * database before, and nobody's key stays longer than the rows it opens. When rows are old enough, and what a legal hold keeps, says
 * whoever calls; a held person's first row keeps itself and all that follow.
 */
@Component
public class Pruning {

    private static final Pattern SOMEBODY = Pattern.compile("(?:staff|person):([0-9a-f-]{36})");

    private final JdbcClient sql;
    private final SubjectKeys keys;
    private final Floors floors;
    private final Statements statements;
    private final Bucket recordBucket;
    private final InstantSource clock;

    Pruning(
            JdbcClient sql,
            SubjectKeys keys,
            Floors floors,
            Statements statements,
            Bucket recordBucket,
            InstantSource clock) {
        this.sql = sql;
        this.keys = keys;
        this.floors = floors;
        this.statements = statements;
        this.recordBucket = recordBucket;
        this.clock = clock;
    }

    /**
     * Signs up to where rows may go: those written until then, as far as a checkpoint proves them. Outside any transaction.
     *
     * @param step how many may go at once
     */
    @Transactional(propagation = Propagation.NEVER)
    public void declare(Instant until, int step, Collection<AccountId> held) throws IOException {
        floors.sign(until, keys.pseudonymsOf(held), step);
    }

    /** How many rows may go now, and marks of people forgotten that long ago, counted to about {@code most}. */
    public long due(Instant until, long most, Collection<AccountId> held) {
        long rows = target(until, most, held)
                .map(last -> sql.sql("select count(*) from audit_row where number <= :last")
                        .param("last", last)
                        .query(Long.class)
                        .single())
                .orElse(0L);
        return rows + (rows < most ? keys.forgotten(until, most - rows) : 0);
    }

    /** When the first row was written, if that is long enough ago and it is not held. */
    public Optional<Instant> oldest(Instant until, Collection<AccountId> held) {
        return sql.sql("""
                select at from audit_row where number = :first and at <= :until
                  and (pseudonym is null or pseudonym <> all(:held))
                """)
                .param("first", floors.begin())
                .param("until", utc(until))
                .param("held", pseudonyms(held))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /**
     * Lets up to {@code most} of them go, whole steps between floors, in the caller's transaction.
     *
     * @return how many went
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int end(Instant until, int most, Collection<AccountId> held) {
        int rows = target(until, most, held).map(this::endUpTo).orElse(0);
        return rows + (rows < most ? keys.endForgotten(until, most - rows) : 0);
    }

    private int endUpTo(long last) {
        allowUpTo(last);
        List<Gone> gone = sql.sql("delete from audit_row where number <= :last returning pseudonym, actor")
                .param("last", last)
                .query((row, line) -> new Gone(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        allowUpTo(0);
        Set<UUID> people = new HashSet<>();
        gone.forEach(row -> {
            Optional.ofNullable(row.pseudonym()).ifPresent(people::add);
            var somebody = SOMEBODY.matcher(row.actor());
            if (somebody.matches()) {
                people.add(UUID.fromString(somebody.group(1)));
            }
        });
        keys.endUnused(people);
        return gone.size();
    }

    private record Gone(@Nullable UUID pseudonym, String actor) {}

    private void allowUpTo(long number) {
        sql.sql("select set_config('audit.prune_to', :number, true)")
                .param("number", Long.toString(number))
                .query(String.class)
                .single();
    }

    /** The last floor up to which everything may go, no more than {@code most} rows from the first. */
    private Optional<Long> target(Instant until, long most, Collection<AccountId> held) {
        long first = floors.begin();
        return sql.sql("""
                select max(f.number) from audit_floor f
                where f.number >= :first and f.number - :most < :first
                  and f.number < coalesce((select min(number) from audit_row where pseudonym = any(:held)), f.number + 1)
                  and not exists (select 1 from audit_row r where r.number <= f.number and r.at > :until)
                """)
                .param("first", first)
                .param("most", most)
                .param("held", pseudonyms(held))
                .param("until", utc(until))
                .query((row, line) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    private UUID[] pseudonyms(Collection<AccountId> held) {
        return keys.pseudonymsOf(held).toArray(UUID[]::new);
    }

    /**
     * Keys in the record bucket of what was said of rows that are gone, long enough ago that it goes too. The floor after which the
     * rows begin is never among them.
     */
    @Transactional(propagation = Propagation.NEVER)
    public List<String> spent(Instant until) throws IOException {
        long begin = floors.begin();
        List<String> spent = new ArrayList<>(spent(Kind.CHECKPOINT, begin, until));
        spent.addAll(spent(Kind.FLOOR, begin - 1, until));
        return spent;
    }

    /** Both numbers and times ascend, so the first that stays ends the look. */
    private List<String> spent(Kind kind, long before, Instant until) throws IOException {
        List<String> spent = new ArrayList<>();
        for (String key : recordBucket.list(kind.prefix(), "")) {
            Optional<Statement> one = statements.read(kind, key);
            if (one.isEmpty() || one.get().number() >= before || one.get().at().isAfter(until)) {
                break;
            }
            spent.add(key);
        }
        return spent;
    }

    /** From the commit on they are to be deleted; what the database remembers of them, and of what is gone already, goes at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void order(Collection<String> spent, Instant until) {
        sql.sql("""
                insert into audit_statement_end (key, ordered_at) select key, :now from unnest(cast(:keys as text[])) as one(key)
                on conflict do nothing
                """)
                .param("keys", spent.toArray(String[]::new))
                .param("now", utc(clock.instant()))
                .update();
        long begin = floors.begin();
        forget("audit_checkpoint", begin, until);
        forget("audit_floor", begin - 1, until);
    }

    private void forget(String table, long before, Instant until) {
        sql.sql("delete from " + table + " where number < :before and at <= :until")
                .param("before", before)
                .param("until", utc(until))
                .update();
    }

    /** Deletes what was ordered; only what the store no longer shows is done with. */
    @Transactional(propagation = Propagation.NEVER)
    public void clear() throws IOException {
        List<String> ordered = sql.sql("select key from audit_statement_end order by key limit 1000")
                .query(String.class)
                .list();
        if (ordered.isEmpty()) {
            return;
        }
        Set<String> left = new HashSet<>(recordBucket.delete(ordered).keySet());
        left.addAll(recordBucket.present(ordered));
        String[] gone = ordered.stream().filter(key -> !left.contains(key)).toArray(String[]::new);
        sql.sql("delete from audit_statement_end where key = any(:gone)")
                .param("gone", gone)
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
