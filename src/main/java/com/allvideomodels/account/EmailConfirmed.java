package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;

/** An account's address was shown to be its owner's; published once for each address an account ever has. */
public record EmailConfirmed(AccountId account) {}
