package com.allvideomodels;

import com.allvideomodels.storage.UnfitBucket;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which bucket will not do and what to change, without a stack trace above it. */
class UnfitBucketAnalyzer extends AbstractFailureAnalyzer<UnfitBucket> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnfitBucket cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
