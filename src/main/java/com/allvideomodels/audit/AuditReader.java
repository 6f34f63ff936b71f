package com.allvideomodels.audit;

import com.allvideomodels.audit.SubjectKeys.SubjectKey;
import com.allvideomodels.kernel.AccountId;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail for staff, the newest first. Each look is an act itself. */
@Component
class AuditReader {

    static final int PAGE = 50;

    private final JdbcClient sql;
    private final SubjectKeys keys;
    private final AuditTrail trail;

    AuditReader(JdbcClient sql, SubjectKeys keys, AuditTrail trail) {
        this.sql = sql;
        this.keys = keys;
        this.trail = trail;
    }

    /**
     * @param what the name of an act or its beginning; empty for all
     * @param job the name of a job that acted
     * @param actor who acted
     * @param person whom it was about
     */
    record Filter(String what, String job, Optional<AccountId> actor, Optional<AccountId> person) {

        boolean none() {
            return what.isEmpty() && job.isEmpty() && actor.isEmpty() && person.isEmpty();
        }
    }

    /** @param next the place where older rows begin; nothing where there are none */
    record Page(List<Line> lines, @Nullable Long next) {}

    /**
     * One row for staff.
     *
     * @param actor whose account acted, if anyone still knows; for a job nothing
     * @param by {@code staff}, {@code person} or the name of a job
     * @param details nothing where the key is gone
     */
    record Line(
            long number,
            Instant at,
            String what,
            String by,
            @Nullable AccountId actor,
            boolean aboutSomebody,
            @Nullable AccountId subject,
            @Nullable Map<String, String> details) {

        public OffsetDateTime atUtc() {
            return at.atOffset(ZoneOffset.UTC);
        }

        public boolean isJob() {
            return !by.equals("staff") && !by.equals("person");
        }
    }

    @Transactional
    Page page(AccountId reader, Filter filter, long before) {
        List<AuditRow> rows = rows(filter, before);
        boolean more = rows.size() > PAGE;
        List<AuditRow> shown = more ? rows.subList(0, PAGE) : rows;
        Act look = Act.of(new Actor.Staff(reader), "audit.viewed")
                .with("filter", filter.what() + filter.job())
                .with("rows", shown.size());
        trail.record(filter.person().map(look::about).orElse(look));
        return new Page(lines(shown), more ? shown.getLast().number() : null);
    }

    private List<AuditRow> rows(Filter filter, long before) {
        Optional<UUID> person = filter.person().flatMap(keys::pseudonymOf);
        Optional<UUID> actor = filter.actor().flatMap(keys::pseudonymOf);
        if (filter.person().isPresent() && person.isEmpty() || filter.actor().isPresent() && actor.isEmpty()) {
            return List.of();
        }
        var where = new StringBuilder("number < :before");
        Map<String, Object> values = new TreeMap<>();
        values.put("before", before);
        values.put("most", PAGE + 1);
        if (!filter.what().isEmpty()) {
            where.append(" and what like :what");
            values.put("what", filter.what() + "%");
        }
        person.ifPresent(pseudonym -> {
            where.append(" and pseudonym = :person");
            values.put("person", pseudonym);
        });
        actor.ifPresent(pseudonym -> {
            where.append(" and actor in (:actors)");
            values.put("actors", List.of("staff:" + pseudonym, "person:" + pseudonym));
        });
        if (!filter.job().isEmpty()) {
            where.append(" and actor = :job");
            values.put("job", "job:" + filter.job());
        }
        return sql.sql("select * from audit_row where " + where + " order by number desc limit :most")
                .params(values)
                .query(AuditReader::row)
                .list();
    }

    static AuditRow row(ResultSet row, int line) throws SQLException {
        return new AuditRow(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("what"),
                row.getString("actor"),
                row.getObject("pseudonym", UUID.class),
                row.getBytes("ciphertext"),
                row.getBytes("previous"),
                row.getBytes("hash"));
    }

    private List<Line> lines(List<AuditRow> rows) {
        Set<UUID> pseudonyms = new HashSet<>();
        rows.forEach(row -> {
            Optional.ofNullable(row.pseudonym()).ifPresent(pseudonyms::add);
            actor(row).ifPresent(pseudonyms::add);
        });
        Map<UUID, SubjectKey> known = keys.byPseudonym(pseudonyms);
        SubjectKey nobody = keys.ofNobody().orElse(null);
        return rows.stream().map(row -> line(row, known, nobody)).toList();
    }

    private static Line line(AuditRow row, Map<UUID, SubjectKey> known, @Nullable SubjectKey nobody) {
        String kind = row.actor().substring(0, row.actor().indexOf(':'));
        SubjectKey about = row.pseudonym() == null ? null : known.get(row.pseudonym());
        SubjectKey key = row.pseudonym() == null ? nobody : about;
        return new Line(
                row.number(),
                row.at(),
                row.what(),
                kind.equals("job") ? row.actor().substring(4) : kind,
                actor(row).map(known::get).map(SubjectKey::subject).orElse(null),
                row.pseudonym() != null,
                about == null ? null : about.subject(),
                key == null ? null : details(row, key));
    }

    private static @Nullable Map<String, String> details(AuditRow row, SubjectKey key) {
        try {
            return Sealing.details(row, key);
        } catch (GeneralSecurityException e) {
            // Changed in the table; the verifier says which row is the first.
            return null;
        }
    }

    private static Optional<UUID> actor(AuditRow row) {
        String name = row.actor().substring(row.actor().indexOf(':') + 1);
        try {
            return row.actor().startsWith("job:") ? Optional.empty() : Optional.of(UUID.fromString(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The names of acts there are, each found by one step through the index. */
    List<String> acts() {
        return sql.sql("""
                with recursive name(what) as (
                    (select what from audit_row order by what using ~<~ limit 1)
                    union all
                    select (select what from audit_row where what ~>~ name.what order by what using ~<~ limit 1)
                    from name where name.what is not null)
                select what from name where what is not null
                """).query(String.class).list();
    }
}
