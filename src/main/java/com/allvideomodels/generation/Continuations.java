package com.allvideomodels.generation;

import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Providers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What can be made of a finished video: the ways of starting from a video for which there is a model that takes this one. */
@Component
class Continuations {

    private final Catalogue catalogue;
    private final Providers providers;
    private final InstantSource clock;

    Continuations(Catalogue catalogue, Providers providers, InstantSource clock) {
        this.catalogue = catalogue;
        this.providers = providers;
        this.clock = clock;
    }

    /** Nothing for a video that is not there any more. */
    List<Mode> of(Generation row) {
        return row.playable(clock.instant()).stream()
                .flatMap(video ->
                        Stream.of(Mode.EXTEND, Mode.EDIT, Mode.UPSCALE).filter(mode -> taken(mode, video.length())))
                .toList();
    }

    private boolean taken(Mode mode, Duration length) {
        return catalogue.models().stream()
                .filter(model -> providers.of(model.api()).available())
                .flatMap(model -> model.rules(mode).map(ModeRules::inputs).stream())
                .flatMap(List::stream)
                .anyMatch(slot -> slot.video() && fits(slot, length));
    }

    private static boolean fits(InputSlot slot, Duration length) {
        Duration shortest = slot.shortest();
        Duration longest = slot.longest();
        return (shortest == null || length.compareTo(shortest) >= 0)
                && (longest == null || length.compareTo(longest) <= 0);
    }
}
