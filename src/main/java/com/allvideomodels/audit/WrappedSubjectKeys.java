package com.allvideomodels.audit;

import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys of people in the trail, each under its pseudonym. One that is forgotten meanwhile stays forgotten. */
@Repository
class WrappedSubjectKeys implements MasterWrapped {

    private final JdbcClient sql;
    private final MasterKeys masterKeys;

    WrappedSubjectKeys(JdbcClient sql, MasterKeys masterKeys) {
        this.sql = sql;
        this.masterKeys = masterKeys;
    }

    @Override
    public String place() {
        return "audit";
    }

    @Override
    public List<String> names(String after, int most) {
        return sql.sql("""
                select pseudonym::text from audit_key where pseudonym > cast(:after as uuid) order by pseudonym limit :most
                """)
                .param("after", after.isEmpty() ? new UUID(0, 0).toString() : after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    @Override
    public Wrapping wrapAnew(String name) throws IOException {
        UUID pseudonym = UUID.fromString(name);
        Optional<Row> found = sql.sql("select subject, wrapped from audit_key where pseudonym = :pseudonym")
                .param("pseudonym", pseudonym)
                .query((row, number) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
        if (found.isEmpty()) {
            return Wrapping.NOTHING_TO_DO;
        }
        Row row = found.get();
        return masterKeys.wrapAnew(
                row.wrapped(),
                SubjectKeys.name(row.subject(), pseudonym),
                anew -> replace(pseudonym, row.wrapped(), anew));
    }

    private record Row(@Nullable UUID subject, byte[] wrapped) {}

    private boolean replace(UUID pseudonym, byte[] wrapped, byte[] anew) {
        return sql.sql("update audit_key set wrapped = :anew where pseudonym = :pseudonym and wrapped = :wrapped")
                        .param("anew", anew)
                        .param("pseudonym", pseudonym)
                        .param("wrapped", wrapped)
                        .update()
                == 1;
    }
}
