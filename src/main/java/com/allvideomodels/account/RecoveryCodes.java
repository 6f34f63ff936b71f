package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ten codes on paper for who has lost everything else. Shown when they are made; only their hashes are kept; each works once. */
@Component
class RecoveryCodes {

    static final int COUNT = 10;

    // Without 0, 1, i and o, which people take for one another: 16 of 32 letters are 80 bits.
    private static final String LETTERS = "23456789abcdefghjklmnpqrstuvwxyz";
    private static final int LENGTH = 16;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient sql;
    private final SecurityLetters letters;
    private final InstantSource clock;

    RecoveryCodes(JdbcClient sql, SecurityLetters letters, InstantSource clock) {
        this.sql = sql;
        this.letters = letters;
        this.clock = clock;
    }

    /** New ones; those before are worthless from now on. */
    @Transactional
    public List<String> make(AccountId account) {
        forget(account);
        List<String> codes = Stream.generate(this::fresh).limit(COUNT).toList();
        codes.forEach(
                code -> sql.sql("insert into recovery_code (hash, account_id, made_at) values (:hash, :account, :now)")
                        .param("hash", hash(code, account))
                        .param("account", account.value())
                        .param("now", now())
                        .update());
        letters.write(account, SecurityLetters.What.RECOVERY_CODES_MADE);
        return codes;
    }

    /** Uses a code up: of any number of callers one hears yes. */
    @Transactional
    public boolean take(AccountId account, String typed) {
        boolean taken = sql.sql("""
                                update recovery_code set used_at = :now
                                 where hash = :hash and account_id = :account and used_at is null
                                """)
                        .param("hash", hash(typed, account))
                        .param("account", account.value())
                        .param("now", now())
                        .update()
                > 0;
        if (taken) {
            letters.write(account, SecurityLetters.What.RECOVERY_CODE_USED);
        }
        return taken;
    }

    int left(AccountId account) {
        return sql.sql("select count(*) from recovery_code where account_id = :account and used_at is null")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    void forget(AccountId account) {
        sql.sql("delete from recovery_code where account_id = :account")
                .param("account", account.value())
                .update();
    }

    private String fresh() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** With the account in it, and without what people add or leave out when they copy. */
    private static byte[] hash(String typed, AccountId account) {
        String letters = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return Secret.hashOf("recovery:" + account + ":" + letters);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
