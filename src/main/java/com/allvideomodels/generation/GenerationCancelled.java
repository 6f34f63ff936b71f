package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;

/** There will be no video because nobody wants it any more; the credits are back. */
public record GenerationCancelled(GenerationId generation, AccountId owner) {}
