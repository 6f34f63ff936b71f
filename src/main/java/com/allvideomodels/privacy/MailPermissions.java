package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.LetterKind;
import com.allvideomodels.mail.Subscriptions;
import com.allvideomodels.web.Operator;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Essential letters always; others unless processing is restricted; advertising only for who asked for it and until they end it. */
@Component
@Transactional
class MailPermissions implements Subscriptions {

    private static final int TOKEN_BYTES = 32;

    private final Choices choices;
    private final Restrictions restrictions;
    private final Operator operator;
    private final JdbcClient sql;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    MailPermissions(
            Choices choices, Restrictions restrictions, Operator operator, JdbcClient sql, InstantSource clock) {
        this.choices = choices;
        this.restrictions = restrictions;
        this.operator = operator;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public boolean allows(AccountId account, LetterKind kind) {
        return switch (kind) {
            case ESSENTIAL -> true;
            case COURTESY -> !restrictions.isRestricted(account);
            case MARKETING -> choices.allows(account, Purpose.MARKETING);
        };
    }

    @Override
    public String unsubscribe(AccountId account) {
        sql.sql("""
                        insert into unsubscribe_link (account_id, token, made_at) values (:account, :token, :now)
                        on conflict (account_id) do nothing
                        """)
                .param("account", account.value())
                .param("token", freshToken())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return operator.address("/unsubscribe/"
                + sql.sql("select token from unsubscribe_link where account_id = :account")
                        .param("account", account.value())
                        .query(String.class)
                        .single());
    }

    Optional<AccountId> ownerOf(String token) {
        return sql.sql("select account_id from unsubscribe_link where token = :token")
                .param("token", token)
                .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
                .optional();
    }

    private String freshToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
