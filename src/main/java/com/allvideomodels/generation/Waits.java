package com.allvideomodels.generation;

import com.allvideomodels.provider.ModelId;
import java.time.Duration;
import java.util.Optional;

/** How long a model has kept people waiting lately, from its own past here. */
interface Waits {

    /** Nothing before there are enough to tell. */
    Optional<Wait> of(ModelId model);

    /**
     * From the click to the video, over the last ones that succeeded.
     *
     * @param usual half of them were ready by then
     * @param long_ nine in ten were
     * @param count how many were looked at
     */
    record Wait(Duration usual, Duration long_, int count) {}
}
