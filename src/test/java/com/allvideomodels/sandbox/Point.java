package com.allvideomodels.sandbox;

/** What a request to a sandbox is for: where counters count and faults strike. */
public enum Point {
    CREATE,
    LOOK,
    RESULT,
    CANCEL,
    DELETE,
    LIST,
    UPLOAD,
    DOWNLOAD,
    OTHER
}
