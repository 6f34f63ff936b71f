package com.allvideomodels.generation;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** It does not exist, or it is somebody else's: the same to whoever asks. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NotThere extends RuntimeException {

    NotThere() {
        super("not there", null, false, false);
    }
}
