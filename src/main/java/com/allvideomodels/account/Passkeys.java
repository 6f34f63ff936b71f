package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Passkeys as Spring Security keeps them; of each new one its owner is told by letter. */
@Component
class Passkeys implements UserCredentialRepository {

    /** More than anybody has devices. */
    static final int AT_MOST = 20;

    private static final int LONGEST_LABEL = 60;

    /** One passkey, for its owner. */
    record One(
            String id,
            String label,
            OffsetDateTime created,
            @Nullable OffsetDateTime lastUsed) {}

    private final UserCredentialRepository rows;
    private final PublicKeyCredentialUserEntityRepository entities;
    private final JdbcClient sql;
    private final SecurityLetters letters;

    Passkeys(
            JdbcOperations jdbc,
            PublicKeyCredentialUserEntityRepository entities,
            JdbcClient sql,
            SecurityLetters letters) {
        this.rows = new JdbcUserCredentialRepository(jdbc);
        this.entities = entities;
        this.sql = sql;
        this.letters = letters;
    }

    /** The newest first. */
    List<One> of(AccountId account) {
        return sql.sql("""
                        select c.credential_id, c.label, c.created, c.last_used
                          from user_entities e join user_credentials c on c.user_entity_user_id = e.id
                         where e.account_id = :account
                         order by c.created desc, c.credential_id
                        """)
                .param("account", account.value())
                .query((row, n) -> new One(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class),
                        row.getObject(4, OffsetDateTime.class)))
                .list();
    }

    /** @return whether this account had it */
    boolean remove(AccountId account, String id) {
        return sql.sql("""
                        delete from user_credentials c using user_entities e
                         where e.id = c.user_entity_user_id and e.account_id = :account and c.credential_id = :id
                        """).param("account", account.value()).param("id", id).update() > 0;
    }

    @Override
    @Transactional
    public void save(CredentialRecord passkey) {
        boolean isNew = rows.findByCredentialId(passkey.getCredentialId()) == null;
        if (isNew) {
            checkNew(passkey);
        }
        rows.save(passkey);
        if (isNew) {
            letters.write(owner(passkey), SecurityLetters.What.PASSKEY_ADDED);
        }
    }

    @Override
    public void delete(Bytes id) {
        rows.delete(id);
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return rows.findByCredentialId(id);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes user) {
        return rows.findByUserId(user);
    }

    private void checkNew(CredentialRecord passkey) {
        if (passkey.getLabel().length() > LONGEST_LABEL) {
            throw new IllegalArgumentException("the name of a passkey is too long");
        }
        if (rows.findByUserId(passkey.getUserEntityUserId()).size() >= AT_MOST) {
            throw new IllegalStateException("too many passkeys");
        }
    }

    private AccountId owner(CredentialRecord passkey) {
        var entity = entities.findById(passkey.getUserEntityUserId());
        if (entity == null) {
            throw new IllegalStateException("a passkey of nobody");
        }
        return new AccountId(java.util.UUID.fromString(entity.getName()));
    }
}
