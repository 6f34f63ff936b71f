package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;

/** A person asked for a video; its price is held. */
public record GenerationRequested(GenerationId generation, AccountId owner) {}
