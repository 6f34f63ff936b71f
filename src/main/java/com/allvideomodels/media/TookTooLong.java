package com.allvideomodels.media;

import java.io.IOException;

/** Looking into something did not end in time. It says nothing of the file: the store or this machine may be slow. */
final class TookTooLong extends IOException {

    TookTooLong() {
        super("took too long");
    }
}
