package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;

/** What every principal of the product can tell: whose account it is. */
public interface SignedIn {

    AccountId accountId();
}
