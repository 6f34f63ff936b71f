package com.allvideomodels.sandbox;

import java.nio.file.Path;

/** A picture or video that came with a request. */
record Source(Path file, String contentType, long size) {

    boolean video() {
        return contentType.startsWith("video/");
    }
}
