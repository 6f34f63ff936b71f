package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Remembers for 30 days who came in from where, and tells people of a place they never came from. */
@Component
class SignInHistory {

    enum Method {
        PASSWORD(Factor.PASSWORD),
        GOOGLE(Factor.GOOGLE),
        CONFIRMATION(Factor.LETTER),
        PASSKEY(Factor.PASSKEY);

        private final Factor factor;

        Method(Factor factor) {
            this.factor = factor;
        }

        /** What the person has shown by coming in that way. */
        Factor factor() {
            return factor;
        }
    }

    static final Duration LIFE = Duration.ofDays(30);

    // On the first day every place is new and the person knows it.
    private static final Duration SETTLING_IN = Duration.ofDays(1);

    private final AccountRepository accounts;
    private final JdbcClient sql;
    private final Mailer mailer;
    private final Operator operator;
    private final InstantSource clock;

    SignInHistory(AccountRepository accounts, JdbcClient sql, Mailer mailer, Operator operator, InstantSource clock) {
        this.accounts = accounts;
        this.sql = sql;
        this.mailer = mailer;
        this.operator = operator;
        this.clock = clock;
    }

    @Transactional
    public void note(Account account, Visitor visitor, Method method) {
        Instant now = clock.instant();
        boolean settled = account.openedAt().plus(SETTLING_IN).isBefore(now) || hasAny(account.id());
        if (settled && !knows(account.id(), visitor)) {
            mailer.write(account.id(), letter(visitor, now));
        }
        sql.sql("""
                        insert into sign_in (id, account_id, at, network, device, method)
                        values (:id, :account, :now, :network, :device, :method)
                        """)
                .param("id", UUID.randomUUID())
                .param("account", account.id().value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("network", visitor.network().neighbourhood())
                .param("device", visitor.device().words())
                .param("method", method.name())
                .update();
    }

    private boolean hasAny(AccountId account) {
        return sql.sql("select exists (select 1 from sign_in where account_id = :account and at > :limit)")
                .param("account", account.value())
                .param("limit", limit())
                .query(Boolean.class)
                .single();
    }

    private boolean knows(AccountId account, Visitor visitor) {
        return sql.sql("""
                        select exists (select 1 from sign_in
                         where account_id = :account and at > :limit and network = :network and device = :device)
                        """)
                .param("account", account.value())
                .param("limit", limit())
                .param("network", visitor.network().neighbourhood())
                .param("device", visitor.device().words())
                .query(Boolean.class)
                .single();
    }

    private Letter letter(Visitor visitor, Instant now) {
        return Letters.signInFromNewPlace(
                operator.address("/settings/security"),
                visitor.device().words(),
                visitor.network().neighbourhood(),
                now);
    }

    private OffsetDateTime limit() {
        return clock.instant().minus(LIFE).atOffset(ZoneOffset.UTC);
    }
}
