package com.allvideomodels.provider;

import org.jspecify.annotations.Nullable;

/**
 * How a provider answered the request to delete its copy of a finished video (clause retain.provider-copies). The status of its answer
 * is what we keep as evidence; without one nothing is deleted or refused.
 */
public sealed interface CopyDeletion {

    /** The HTTP status of what it answered; nothing where no answer came or it was not asked. */
    default @Nullable Integer evidence() {
        return switch (this) {
            case Deleted deleted -> deleted.status();
            case Refused refused -> refused.status();
            case NotOffered not -> null;
            case Unanswered un -> un.status();
        };
    }

    /** It says that it deleted the copy, or no longer knows of it. */
    record Deleted(int status) implements CopyDeletion {}

    /** It refused. */
    record Refused(int status) implements CopyDeletion {}

    /** Its interface has no way to ask; the copy lapses when the provider lets it lapse. */
    record NotOffered() implements CopyDeletion {}

    /** No answer, or one that leaves open what happened; ask again. */
    record Unanswered(@Nullable Integer status) implements CopyDeletion {

        public Unanswered() {
            this(null);
        }
    }
}
