package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;

/** A person agreed to something they had not agreed to before. */
public record ConsentGiven(AccountId who, Purpose purpose) {}
