package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;

/** A video is in our hands and paid for. */
public record GenerationFinished(GenerationId generation, AccountId owner) {}
