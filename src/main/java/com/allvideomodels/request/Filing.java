package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request as it comes in.
 *
 * @param signedIn whoever asks for themselves while signed in; nothing for everyone else
 * @param subject the address of the account it is about, as whoever asks named it
 * @param contact where the answer goes; nothing where that is the person it is about
 * @param words what they wrote, at most 20,000 characters
 */
public record Filing(
        Right right,
        Regime regime,
        Requester requester,
        @Nullable AccountId signedIn,
        EmailAddress subject,
        @Nullable EmailAddress contact,
        Locale language,
        String words) {}
