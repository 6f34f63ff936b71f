package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import com.allvideomodels.storage.WrappedRowsContract;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

class WrappedAuthenticatorsTests extends WrappedRowsContract {

    @Override
    protected MasterWrapped place(JdbcClient sql, MasterKeys keys) {
        return new WrappedAuthenticators(sql, keys);
    }

    @Override
    protected String boundTo(UUID name) {
        return Authenticators.boundTo(new AccountId(name));
    }

    @Override
    protected void put(JdbcClient sql, UUID name, byte[] wrapped) {
        sql.sql("insert into authenticator (account_id, secret, begun_at) values (:name, :wrapped, now())")
                .param("name", name)
                .param("wrapped", wrapped)
                .update();
    }

    @Override
    protected String table() {
        return "authenticator";
    }

    @Override
    protected String nameColumn() {
        return "account_id";
    }

    @Override
    protected String column() {
        return "secret";
    }
}
