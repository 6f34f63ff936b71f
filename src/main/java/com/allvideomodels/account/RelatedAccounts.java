package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which other accounts have to do with somebody, as far as they said so themselves: by an address they wrote from, or by the consent of a
 * parent. Nothing is compared that was not given for it, no network and no device. For staff alone.
 */
public interface RelatedAccounts {

    /**
     * Each account once for each bond, also while it is closed and not yet erased.
     *
     * @param person themselves, who is not listed; {@code null} for whoever has no account
     * @param addresses that have to do with them
     */
    List<Related> to(@Nullable AccountId person, Collection<EmailAddress> addresses);

    record Related(AccountId account, String username, Bond bond) {}

    /** What connects two accounts; each has a message {@code account.bond.NAME}. */
    enum Bond {
        /** One of the addresses is theirs, confirmed. */
        ADDRESS,
        /** A minor, to whose account the person, or one of the addresses, agreed as the parent. */
        CHILD,
        /** The parent who agreed to the person's account. */
        PARENT
    }
}
