package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;

/** Somebody says they forgot the password of the account with this address, if there is one. */
record ResetAsked(EmailAddress email) {}
