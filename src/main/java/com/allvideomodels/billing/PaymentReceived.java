package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.util.UUID;

/** Somebody has paid and has the credits. Told once. */
public record PaymentReceived(AccountId payer, UUID payment) {}
