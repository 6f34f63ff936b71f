package com.allvideomodels.media;

import java.io.IOException;

/** A file that is small, or not too large, but would unfold to more than we take. */
final class TooBigInside extends IOException {

    TooBigInside(String message) {
        super(message);
    }
}
