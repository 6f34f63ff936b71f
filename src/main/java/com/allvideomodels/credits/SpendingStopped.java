package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;

/** Somebody stopped all spending: nothing new is held for them, and what has not begun is to be cancelled. */
public record SpendingStopped(AccountId owner) {}
