package com.allvideomodels.provider;

/** How a provider answered the request to delete its copy of a finished video (clause retain.provider-copies). */
public sealed interface CopyDeletion {

    /** It says that it deleted the copy, or no longer knows of it. */
    record Deleted() implements CopyDeletion {}

    /** It refused. */
    record Refused() implements CopyDeletion {}

    /** Its interface has no way to ask; the copy lapses when the provider lets it lapse. */
    record NotOffered() implements CopyDeletion {}

    /** No answer; ask again. */
    record Unanswered() implements CopyDeletion {}
}
