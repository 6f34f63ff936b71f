package com.allvideomodels.audit;

import org.springframework.context.support.GenericApplicationContext;

/** The real trail in a test's own database, for tests of other modules; they bring the buckets, the master keys and the signer. */
public final class TestTrail {

    private TestTrail() {}

    public static void in(GenericApplicationContext context) {
        context.registerBean(SubjectKeys.class);
        context.registerBean(Chain.class);
        context.registerBean(ChainedTrail.class);
        context.registerBean(AuditContinuation.class);
    }
}
