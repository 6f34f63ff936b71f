package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Optional;
import java.util.Set;

/** Who people are. */
public interface Accounts {

    /** Nothing where the account is closed or never was. */
    Optional<Profile> find(AccountId id);

    /**
     * Whose confirmed address this is, also while that account is closed and not yet erased. For letters to that very address: whoever
     * asks must answer and take as long as if there were none, or anybody could learn who has an account here.
     */
    Optional<AccountId> named(EmailAddress confirmed);

    /** The open account that an address names; one that was never confirmed names none. Never tell a stranger the answer. */
    Optional<Profile> find(EmailAddress confirmed);

    /**
     * Keeps an account from being erased until the caller's transaction ends, for whoever writes something that must go with it.
     *
     * @return whether there is one, open or closed
     */
    boolean keep(AccountId id);

    /** Those of these that there are, open or closed; they may go at any time. */
    Set<AccountId> existing(Set<AccountId> some);
}
