package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letters of an account, and those on their way to its address. While the account's own row is still there to say which. */
@Component
class LetterErasure implements ErasureStep {

    private final ObjectProvider<AddressBook> addresses;
    private final JdbcClient sql;

    LetterErasure(ObjectProvider<AddressBook> addresses, JdbcClient sql) {
        this.addresses = addresses;
        this.sql = sql;
    }

    @Override
    public String module() {
        return "mail";
    }

    @Override
    public int place() {
        return 45;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        Optional<String> address = Optional.ofNullable(addresses.getIfAvailable())
                .flatMap(book -> book.last(owner))
                .map(email -> email.value());
        sql.sql("delete from letter where (account_id = :owner or address = cast(:address as text)) and "
                        + LegalHolds.noneOn("letter", "cast(:owner as uuid)", "letter.id"))
                .param("owner", owner.value())
                .param("address", address.orElse(null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql(
                        "select not exists (select 1 from letter where account_id = :owner or address = cast(:address as text))")
                .param("owner", owner.value())
                .param("address", address.orElse(null))
                .query(Boolean.class)
                .single();
    }
}
