package com.allvideomodels.provider.http;

import com.allvideomodels.provider.SourceMedia;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where the provider reads each input of a request. */
public final class Placed {

    private final Map<SourceMedia, String> uris = new IdentityHashMap<>();

    private Placed() {}

    /** Brings one input to where the provider reads it, and tells where that is. */
    public interface Place {
        String place(SourceMedia input) throws NotPlaced;
    }

    /** @throws NotPlaced at the first input that could not be brought there; no video was asked for yet */
    public static Placed all(List<SourceMedia> inputs, Place place) throws NotPlaced {
        var placed = new Placed();
        for (var input : inputs) {
            placed.uris.put(input, place.place(input));
        }
        return placed;
    }

    /** What stands for this very input in the body of the create. */
    public String uri(SourceMedia input) {
        return Objects.requireNonNull(uris.get(input));
    }
}
