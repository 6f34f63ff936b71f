package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;

/** Somebody closed their account. It may be opened again for a while; until then nothing is done for it. */
public record AccountClosed(AccountId account) {}
