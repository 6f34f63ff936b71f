package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells people what changed about how they get in, so that somebody else's doing does not go unseen. */
@Component
class SecurityLetters {

    /** Each is a message of its own in the letter. */
    enum What {
        AUTHENTICATOR_ADDED,
        AUTHENTICATOR_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        RECOVERY_CODES_MADE,
        RECOVERY_CODE_USED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Mailer mailer;
    private final Operator operator;
    private final InstantSource clock;

    SecurityLetters(Mailer mailer, Operator operator, InstantSource clock) {
        this.mailer = mailer;
        this.operator = operator;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    void write(AccountId to, What what) {
        mailer.write(to, Letters.securityChanged(what.word(), operator.address("/settings/security"), clock.instant()));
    }
}
