package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which account goes with which person of another party. Neither tokens nor pictures of theirs are kept. */
@Component
class Identities {

    private final JdbcClient sql;
    private final InstantSource clock;

    Identities(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<AccountId> find(ExternalIdentity identity) {
        return sql.sql("select account_id from identity where issuer = :issuer and subject = :subject")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query(UUID.class)
                .optional()
                .map(AccountId::new);
    }

    /** Whether it is this account's now; it is not where it is another's or the account has one of that party already. */
    boolean link(ExternalIdentity identity, AccountId account) {
        sql.sql("""
                        insert into identity (issuer, subject, account_id, linked_at)
                        values (:issuer, :subject, :account, :now)
                        on conflict do nothing
                        """)
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .param("account", account.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return find(identity).filter(account::equals).isPresent();
    }

    boolean has(AccountId account) {
        return sql.sql("select exists (select 1 from identity where account_id = :account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    void unlink(AccountId account) {
        sql.sql("delete from identity where account_id = :account")
                .param("account", account.value())
                .update();
    }
}
