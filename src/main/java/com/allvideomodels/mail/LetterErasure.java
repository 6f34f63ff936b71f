package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The letters of an account, and those on their way to its address, while the account's own row is still there to say which. Not before
 * its {@link LastLetters} have left, unless the carrier has not come back for as long as any letter is tried.
 */
@Component
class LetterErasure implements ErasureStep {

    /** Whoever sends gives a letter up by itself; this is for when nobody sends. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final ObjectProvider<AddressBook> addresses;
    private final WrittenLetters letters;
    private final MailSettings settings;
    private final JdbcClient sql;

    LetterErasure(
            ObjectProvider<AddressBook> addresses, WrittenLetters letters, MailSettings settings, JdbcClient sql) {
        this.addresses = addresses;
        this.letters = letters;
        this.settings = settings;
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
        letters.giveUpAwaited(owner, now.minus(settings.patience()).minus(MARGIN), now);
        Optional<String> address = Optional.ofNullable(addresses.getIfAvailable())
                .flatMap(book -> book.last(owner))
                .map(email -> email.value());
        sql.sql("delete from letter where (account_id = :account or address = cast(:address as text)) and ("
                        + WrittenLetters.AWAITED + ") is not true and "
                        + LegalHolds.noneOn("letter", "cast(:account as uuid)", "letter.id"))
                .param("account", owner.value())
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

    @Override
    public boolean waits(AccountId owner) {
        return letters.isAwaited(owner);
    }
}
