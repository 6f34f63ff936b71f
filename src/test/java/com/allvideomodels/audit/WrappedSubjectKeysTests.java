package com.allvideomodels.audit;

import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import com.allvideomodels.storage.WrappedRowsContract;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

class WrappedSubjectKeysTests extends WrappedRowsContract {

    @Override
    protected MasterWrapped place(JdbcClient sql, MasterKeys keys) {
        return new WrappedSubjectKeys(sql, keys);
    }

    /** Of a person whose id is the same, which saves remembering two. */
    @Override
    protected String boundTo(UUID name) {
        return SubjectKeys.name(name, name);
    }

    @Override
    protected void put(JdbcClient sql, UUID name, byte[] wrapped) {
        sql.sql("insert into audit_key (subject, pseudonym, wrapped, made_at) values (:name, :name, :wrapped, now())")
                .param("name", name)
                .param("wrapped", wrapped)
                .update();
    }

    @Override
    protected String table() {
        return "audit_key";
    }

    @Override
    protected String nameColumn() {
        return "pseudonym";
    }

    @Override
    protected String column() {
        return "wrapped";
    }
}
