package com.allvideomodels.auditor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one audit came to.
 *
 * @param failed why it could not look; then no other figure means anything
 * @param versions nothing where the store offers none
 */
record AuditRun(
        UUID id,
        Instant at,
        Duration took,
        @Nullable String failed,
        long objects,
        long rows,
        long keys,
        long overdue,
        Duration oldestOverdue,
        long orphans,
        long missing,
        @Nullable Long versions,
        long uploads,
        List<Finding> findings,
        @Nullable Instant oldestOutput,
        @Nullable Instant oldestUpload) {

    AuditRun {
        findings = List.copyOf(findings);
    }

    static AuditRun failed(Instant at, Duration took, String why) {
        return new AuditRun(
                UUID.randomUUID(), at, took, why, 0, 0, 0, 0, Duration.ZERO, 0, 0, null, 0, List.of(), null, null);
    }

    /** Whether everything was looked at and is as it should be. */
    public boolean isClean() {
        return failed == null && overdue == 0 && orphans == 0 && missing == 0 && (versions == null || versions == 0);
    }
}
