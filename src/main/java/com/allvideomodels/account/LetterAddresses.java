package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Only confirmed addresses are written to: until then one may belong to somebody who never asked for anything. */
@Component
class LetterAddresses implements AddressBook {

    private final AccountRepository accounts;
    private final JdbcClient sql;

    LetterAddresses(AccountRepository accounts, JdbcClient sql) {
        this.accounts = accounts;
        this.sql = sql;
    }

    @Override
    public Optional<Entry> find(AccountId account) {
        return accounts.findById(account.value())
                .filter(Account::emailConfirmed)
                .map(one -> new Entry(one.email(), one.name(), one.language()));
    }

    @Override
    public Optional<EmailAddress> last(AccountId account) {
        return accounts.findById(account.value()).map(Account::email);
    }

    @Override
    public List<AccountId> page(Instant opened, @Nullable UUID after, int most) {
        return sql.sql("""
                        select id from account where email_confirmed_at is not null and closed_at is null and opened_at < :opened
                          and (cast(:after as uuid) is null or id > cast(:after as uuid))
                        order by id limit :most
                        """)
                .param("opened", opened.atOffset(ZoneOffset.UTC))
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
                .list();
    }
}
