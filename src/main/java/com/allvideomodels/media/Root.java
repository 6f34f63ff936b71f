package com.allvideomodels.media;

/** What people know and can be held: an output, an upload, a copy of their data or a file they sent by mail. What was made of one goes with it. */
enum Root {
    OUTPUT("output", "kind = 'OUTPUT'"),
    UPLOAD("upload", "kind not in ('OUTPUT', 'EXPORT', 'ATTACHMENT')"),
    EXPORT("privacy-export", "kind = 'EXPORT'"),
    ATTACHMENT("request-attachment", "kind = 'ATTACHMENT'");

    private final String dataClass;
    private final String condition;

    Root(String dataClass, String condition) {
        this.dataClass = dataClass;
        this.condition = condition;
    }

    static Root of(MediaClass kind) {
        return switch (kind) {
            case OUTPUT -> OUTPUT;
            case EXPORT -> EXPORT;
            case ATTACHMENT -> ATTACHMENT;
            case UPLOAD, PREPARED, POSTER -> UPLOAD;
        };
    }

    /** By its id in {@code retention.yml}. */
    String dataClass() {
        return dataClass;
    }

    /** SQL that tells roots of this class from others, by the column {@code kind}. */
    String condition() {
        return condition;
    }
}
