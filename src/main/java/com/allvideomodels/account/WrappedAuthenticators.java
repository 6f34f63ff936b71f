package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.MasterWrapped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The secrets of authenticators, each under the number of its account. One that is removed meanwhile stays removed. */
@Repository
class WrappedAuthenticators implements MasterWrapped {

    private final JdbcClient sql;
    private final MasterKeys masterKeys;

    WrappedAuthenticators(JdbcClient sql, MasterKeys masterKeys) {
        this.sql = sql;
        this.masterKeys = masterKeys;
    }

    @Override
    public String place() {
        return "authenticator";
    }

    @Override
    public List<String> names(String after, int most) {
        return sql.sql("""
                select account_id::text from authenticator where account_id > cast(:after as uuid) order by account_id limit :most
                """)
                .param("after", after.isEmpty() ? new UUID(0, 0).toString() : after)
                .param("most", most)
                .query(String.class)
                .list();
    }

    @Override
    public Wrapping wrapAnew(String name) throws IOException {
        AccountId account = new AccountId(UUID.fromString(name));
        Optional<byte[]> wrapped = sql.sql("select secret from authenticator where account_id = :account")
                .param("account", account.value())
                .query((row, number) -> row.getBytes(1))
                .optional();
        return wrapped.isEmpty()
                ? Wrapping.NOTHING_TO_DO
                : masterKeys.wrapAnew(
                        wrapped.get(), Authenticators.boundTo(account), anew -> replace(account, wrapped.get(), anew));
    }

    private boolean replace(AccountId account, byte[] wrapped, byte[] anew) {
        return sql.sql("update authenticator set secret = :anew where account_id = :account and secret = :wrapped")
                        .param("anew", anew)
                        .param("account", account.value())
                        .param("wrapped", wrapped)
                        .update()
                == 1;
    }
}
