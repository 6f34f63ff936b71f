package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.util.UUID;

/** Money of a payment went back, or its bank took it back. Told once for each payment. */
public record PaymentReturned(AccountId payer, UUID payment) {}
