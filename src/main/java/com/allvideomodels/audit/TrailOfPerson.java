package com.allvideomodels.audit;

import com.allvideomodels.audit.SubjectKeys.SubjectKey;
import com.allvideomodels.kernel.AccountId;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a person's rows by their pseudonym and opens them with their key. */
@Component
class TrailOfPerson implements PersonTrail {

    private static final String THEIRS = "pseudonym = :person and what not like 'hold.%'";

    private final JdbcClient sql;
    private final SubjectKeys keys;

    TrailOfPerson(JdbcClient sql, SubjectKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    @Override
    public List<Entry> about(AccountId person, long after, int most) {
        Optional<UUID> pseudonym = keys.pseudonymOf(person);
        if (pseudonym.isEmpty()) {
            return List.of();
        }
        SubjectKey key = keys.byPseudonym(List.of(pseudonym.get())).get(pseudonym.get());
        return sql
                .sql("select * from audit_row where " + THEIRS + " and number > :after order by number limit :most")
                .param("person", pseudonym.get())
                .param("after", after)
                .param("most", most)
                .query(AuditReader::row)
                .list()
                .stream()
                .map(row -> entry(row, key))
                .toList();
    }

    @Override
    public long count(AccountId person) {
        return keys.pseudonymOf(person)
                .map(pseudonym -> sql.sql("select count(*) from audit_row where " + THEIRS)
                        .param("person", pseudonym)
                        .query(Long.class)
                        .single())
                .orElse(0L);
    }

    private static Entry entry(AuditRow row, @org.jspecify.annotations.Nullable SubjectKey key) {
        String by = row.actor().startsWith("job:")
                ? row.actor()
                : row.actor().substring(0, row.actor().indexOf(':'));
        return new Entry(row.number(), row.at(), row.what(), by, key == null ? Map.of() : details(row, key));
    }

    private static Map<String, String> details(AuditRow row, SubjectKey key) {
        try {
            return Sealing.details(row, key);
        } catch (GeneralSecurityException e) {
            // Changed in the table; the verifier says which row is the first.
            return Map.of();
        }
    }
}
