package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Optional;

/** Who people are. */
public interface Accounts {

    /** Nothing where the account is closed or never was. */
    Optional<Profile> find(AccountId id);

    /** The open account that an address names; one that was never confirmed names none. Never tell a stranger the answer. */
    Optional<Profile> find(EmailAddress confirmed);
}
