package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether somebody is asked for more than a password. */
@Component
class SecondFactors {

    private final JdbcClient sql;

    SecondFactors(JdbcClient sql) {
        this.sql = sql;
    }

    /** Recovery codes alone are none: they stand in for one that is lost. */
    boolean has(AccountId account) {
        return hasAuthenticator(account) || hasPasskey(account);
    }

    boolean hasAuthenticator(AccountId account) {
        return sql.sql("""
                        select exists (select 1 from authenticator
                                        where account_id = :account and confirmed_at is not null)
                        """)
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    boolean hasPasskey(AccountId account) {
        return sql.sql("""
                        select exists (select 1 from user_entities e
                                         join user_credentials c on c.user_entity_user_id = e.id
                                        where e.account_id = :account)
                        """)
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }
}
