package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;

/** A person agrees no longer. */
public record ConsentWithdrawn(AccountId who, Purpose purpose) {}
