package com.allvideomodels.retention;

/** Why something was destroyed. Everything that is has exactly one. */
public enum Cause {
    /** Its deadline came. */
    DEADLINE,
    /** The person deleted it. */
    PERSON,
    /** The account was closed and erased, or an erasure was asked for. */
    ERASURE,
    /** Staff ordered it. */
    STAFF,
    /** It never became part of anything: left by a crash, or never taken. */
    ABANDONED
}
