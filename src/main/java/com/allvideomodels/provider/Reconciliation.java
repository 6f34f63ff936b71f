package com.allvideomodels.provider;

/** What a provider's own list says about a create whose answer was lost. */
public sealed interface Reconciliation {

    /** Exactly one task fits the request. */
    record Found(ProviderTask task) implements Reconciliation {}

    /** Its list was read and holds no such task. */
    record Absent() implements Reconciliation {}

    /** It has no list, or more than one task fits. */
    record NotOffered() implements Reconciliation {}

    record Unanswered() implements Reconciliation {}
}
