package com.allvideomodels.media;

import java.util.List;

/** Outputs or uploads that were destroyed, by one cause or several. What was made of them is not named. */
public record MediaShredded(MediaClass kind, List<MediaId> objects) {

    public MediaShredded {
        objects = List.copyOf(objects);
    }
}
