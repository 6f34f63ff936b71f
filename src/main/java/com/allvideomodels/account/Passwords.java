package com.allvideomodels.account;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords as Argon2id hashes: 19 MiB, two passes, one lane. As many at a time as there are processors for, so that a flood of
 * sign-ins waits in line instead of eating the memory.
 */
@Component
class Passwords {

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);
    private final String nobody = hash(Secret.fresh().text());

    String hash(String password) {
        return inTurn(() -> {
            String hash = encoder.encode(same(password));
            if (hash == null) {
                throw new IllegalStateException("a password has a hash");
            }
            return hash;
        });
    }

    /** Takes the same time whether or not there is a hash to compare with. */
    boolean matches(String password, @Nullable String hash) {
        boolean same = inTurn(() -> encoder.matches(same(password), hash == null ? nobody : hash));
        return same && hash != null;
    }

    /** Whether the hash was made with weaker settings than those of today. */
    boolean outdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    /** The same characters typed on another keyboard may arrive as other code points. */
    static String same(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
