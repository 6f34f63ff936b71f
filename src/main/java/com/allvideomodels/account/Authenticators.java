package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeys;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Apps that show six digits (RFC 6238). The secret lies encrypted under the master key and bound to its account (clause
 * security.at-rest); a code works once, and the one before it no longer does.
 */
@Component
class Authenticators {

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20;
    private static final String ISSUER = "AllVideoModels";

    /** A step early or late: for clocks that go wrong a little, and for slow fingers. */
    private static final int TOLERANCE = 1;

    /** What is shown once, to be scanned or typed into the app. */
    record Begun(String secret, String address) {

        /** In groups of four, as people read it out. */
        public String inGroups() {
            return secret.replaceAll("(.{4})(?=.)", "$1 ");
        }
    }

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);
    private final SecureRandom random = new SecureRandom();
    private final JdbcClient sql;
    private final MasterKeys keys;
    private final SecurityLetters letters;
    private final InstantSource clock;

    Authenticators(JdbcClient sql, MasterKeys keys, SecurityLetters letters, InstantSource clock) {
        this.sql = sql;
        this.keys = keys;
        this.letters = letters;
        this.clock = clock;
    }

    /** Makes a secret that counts once a code of it was shown. One that counts already stays as it is. */
    void begin(AccountId account) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        sql.sql("""
                        insert into authenticator (account_id, secret, begun_at) values (:account, :secret, :now)
                        on conflict (account_id) do update set secret = :secret, begun_at = :now
                         where authenticator.confirmed_at is null
                        """)
                .param("account", account.value())
                .param("secret", wrap(secret, account))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What was begun and does not count yet. */
    Optional<Begun> begun(Account account) {
        return secret(account.id(), "confirmed_at is null").map(key -> {
            String text = Base32.toBase32String(key).replace("=", "");
            return new Begun(text, address(text, account.username()));
        });
    }

    /** Whether the code is one of the begun secret, which counts from now on. */
    @Transactional
    public boolean confirm(AccountId account, String code) {
        OptionalLong step = step(account, code, "confirmed_at is null");
        boolean confirmed = step.isPresent()
                && sql.sql("""
                                update authenticator set confirmed_at = :now, last_step = :step
                                 where account_id = :account and confirmed_at is null
                                """)
                                .param("account", account.value())
                                .param("step", step.getAsLong())
                                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                                .update()
                        > 0;
        if (confirmed) {
            letters.write(account, SecurityLetters.What.AUTHENTICATOR_ADDED);
        }
        return confirmed;
    }

    /** Whether the code is right; of any number of callers with one code, one hears yes. */
    boolean take(AccountId account, String code) {
        OptionalLong step = step(account, code, "confirmed_at is not null");
        return step.isPresent()
                && sql.sql("""
                                update authenticator set last_step = :step
                                 where account_id = :account and confirmed_at is not null and last_step < :step
                                """)
                                .param("account", account.value())
                                .param("step", step.getAsLong())
                                .update()
                        > 0;
    }

    /** @return whether there was one */
    boolean remove(AccountId account) {
        return sql.sql("delete from authenticator where account_id = :account")
                        .param("account", account.value())
                        .update()
                > 0;
    }

    /** The step whose code this is. */
    private OptionalLong step(AccountId account, String code, String which) {
        String digits = code.replaceAll("\\s", "");
        if (!digits.matches("[0-9]{" + DIGITS + "}")) {
            return OptionalLong.empty();
        }
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        return secret(account, which)
                .map(secret -> new SecretKeySpec(secret, codes.getAlgorithm()))
                .map(key -> LongStream.rangeClosed(now - TOLERANCE, now + TOLERANCE)
                        .filter(step -> same(code(key, step), digits))
                        .max())
                .orElse(OptionalLong.empty());
    }

    private String code(Key key, long step) {
        try {
            return codes.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a secret of ours is a key", e);
        }
    }

    private Optional<byte[]> secret(AccountId account, String which) {
        return sql.sql("select secret from authenticator where account_id = :account and " + which)
                .param("account", account.value())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(wrapped -> unwrap(wrapped, account));
    }

    private byte[] wrap(byte[] secret, AccountId account) {
        try {
            return keys.wrap(secret, boundTo(account));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of an authenticator could not be encrypted", e);
        }
    }

    private byte[] unwrap(byte[] wrapped, AccountId account) {
        try {
            return keys.unwrap(wrapped, boundTo(account));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret of an authenticator could not be decrypted", e);
        }
    }

    static String boundTo(AccountId account) {
        return "authenticator/" + account;
    }

    private static String address(String secret, String username) {
        return "otpauth://totp/" + ISSUER + ":" + URLEncoder.encode(username, StandardCharsets.UTF_8) + "?secret="
                + secret + "&issuer=" + ISSUER;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
