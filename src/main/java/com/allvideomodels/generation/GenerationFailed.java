package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.provider.FailureReason;

/** There will be no video; the credits are back. */
public record GenerationFailed(GenerationId generation, AccountId owner, FailureReason reason) {}
