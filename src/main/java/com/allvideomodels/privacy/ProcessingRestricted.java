package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;

/** From now on the data of this person is stored and nothing else; what is being done with it stops. */
public record ProcessingRestricted(AccountId who) {}
