package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.util.Optional;

/** Who people are. */
public interface Accounts {

    /** Nothing where the account is closed or never was. */
    Optional<Profile> find(AccountId id);
}
