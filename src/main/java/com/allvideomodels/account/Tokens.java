package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Secrets sent by letter: each for one purpose and one address, for a while, and once. */
@Component
class Tokens {

    enum Purpose {
        CONFIRM_ADDRESS(Duration.ofHours(24)),
        RESET_PASSWORD(Duration.ofHours(1));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        int seconds() {
            return Math.toIntExact(life.toSeconds());
        }

        /** When a secret made now stops working. */
        Instant until(Instant now) {
            return now.plus(life);
        }
    }

    /** What a secret stands for. */
    record Grant(AccountId account, EmailAddress email) {}

    private final JdbcClient sql;
    private final InstantSource clock;

    Tokens(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Secret issue(Purpose purpose, AccountId account, EmailAddress email) {
        Secret secret = Secret.fresh();
        sql.sql("""
                        insert into account_token (hash, account_id, purpose, email, expires_at)
                        values (:hash, :account, :purpose, :email, :expires)
                        """)
                .param("hash", secret.hash())
                .param("account", account.value())
                .param("purpose", purpose.name())
                .param("email", email.value())
                .param("expires", purpose.until(clock.instant()).atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    /** Looks without using it up: scanners open links in letters before people do. */
    Optional<Grant> peek(Purpose purpose, String secret) {
        return sql.sql("""
                        select account_id, email from account_token
                         where hash = :hash and purpose = :purpose and consumed_at is null and expires_at > :now
                        """)
                .param("hash", Secret.hashOf(secret))
                .param("purpose", purpose.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> grant(row.getObject(1, UUID.class), row.getString(2)))
                .optional();
    }

    /** Uses it up: of any number of callers one gets the grant. */
    Optional<Grant> consume(Purpose purpose, String secret) {
        return sql.sql("""
                        update account_token set consumed_at = :now
                         where hash = :hash and purpose = :purpose and consumed_at is null and expires_at > :now
                        returning account_id, email
                        """)
                .param("hash", Secret.hashOf(secret))
                .param("purpose", purpose.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> grant(row.getObject(1, UUID.class), row.getString(2)))
                .optional();
    }

    /** Makes every unused secret of this purpose worthless. */
    void revoke(Purpose purpose, AccountId account) {
        sql.sql("delete from account_token where account_id = :account and purpose = :purpose and consumed_at is null")
                .param("account", account.value())
                .param("purpose", purpose.name())
                .update();
    }

    private static Grant grant(UUID account, String email) {
        return new Grant(new AccountId(account), new EmailAddress(email));
    }
}
