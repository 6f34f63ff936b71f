package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a parent's consent is.
 *
 * @param language of the letters
 * @param account that was opened with it
 * @param ending whether it was found by the link that only ends it
 */
record ParentalConsent(
        UUID id,
        EmailAddress parent,
        Locale language,
        Step step,
        @Nullable AccountId account,
        boolean ending) {

    /** In this order. */
    enum Step {
        /** The first letter is on its way. */
        ASKED,
        /** The parent agreed; a day later they are asked once more. */
        AGREED,
        /** The second letter is on its way. */
        CONFIRMING,
        /** Twice agreed; the link in the third letter opens one account. */
        CONFIRMED,
        /** That account is open. */
        USED
    }
}
