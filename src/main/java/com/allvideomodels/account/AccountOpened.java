package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;

/** Somebody signed up. The address is not confirmed yet unless an {@link EmailConfirmed} follows. */
public record AccountOpened(AccountId account) {}
