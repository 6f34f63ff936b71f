package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The question behind {@link RelatedAccounts}. */
@Repository
class BondRows implements RelatedAccounts {

    private final JdbcClient sql;

    BondRows(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Related> to(@Nullable AccountId person, Collection<EmailAddress> addresses) {
        return sql.sql("""
                with theirs as (
                  select unnest(cast(:addresses as text[])) as email
                  union select email from account where id = :person and email_confirmed_at is not null),
                bond as (
                  select a.id, a.username, 'ADDRESS' as bond from theirs
                  join account a on a.email = theirs.email and a.email_confirmed_at is not null
                  union select child.id, child.username, 'CHILD' from theirs
                  join parental_consent p on p.email = theirs.email join account child on child.id = p.account_id
                  union select parent.id, parent.username, 'PARENT' from parental_consent p
                  join account parent on parent.email = p.email and parent.email_confirmed_at is not null
                  where p.account_id = :person)
                select id, username, bond from bond where id is distinct from :person order by bond, username, id
                """)
                .param("person", person == null ? null : person.value(), Types.OTHER)
                .param("addresses", addresses.stream().map(EmailAddress::value).toArray(String[]::new))
                .query((row, number) -> new Related(
                        new AccountId(row.getObject("id", UUID.class)),
                        row.getString("username"),
                        Bond.valueOf(row.getString("bond"))))
                .list();
    }
}
