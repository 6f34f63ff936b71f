package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who our people are at Creem. Somebody may be several customers, if they pay with several addresses. */
@Repository
class CreemCustomers {

    private final JdbcClient sql;

    CreemCustomers(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<AccountId> account(String customer) {
        return sql.sql("select account_id from creem_customer where customer_id = :customer")
                .param("customer", customer)
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** The one somebody paid as last. */
    Optional<String> newest(AccountId account) {
        return sql.sql("""
                select customer_id from creem_customer where account_id = :account order by since desc, customer_id limit 1
                """)
                .param("account", account.value())
                .query(String.class)
                .optional();
    }

    /** Remembers it the first time. */
    void know(String customer, AccountId account, Instant now) {
        sql.sql("""
                insert into creem_customer (customer_id, account_id, since) values (:customer, :account, :now)
                on conflict (customer_id) do nothing
                """)
                .param("customer", customer)
                .param("account", account.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
