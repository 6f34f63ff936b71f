package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.http.InlineRoom;
import com.allvideomodels.provider.luma.NewGeneration.Edit;
import com.allvideomodels.provider.luma.NewGeneration.Media;
import com.allvideomodels.provider.luma.NewGeneration.Video;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Writes one request as the Agents API's body. One for each request: it counts what travels inline. */
final class GenerationWriter {

    private static final int FRAMES_A_SECOND = 24;

    private final RenderRequest request;
    private final InlineRoom room;

    /** @param inline pictures up to this size together travel in the body, where links can be fetched */
    GenerationWriter(RenderRequest request, DataSize inline) {
        this.request = request;
        this.room = InlineRoom.of(request, inline);
    }

    /** @throws IOException if an input could not be read from our own store */
    NewGeneration write() throws IOException {
        return new NewGeneration(
                request.model().wireId(),
                request.wireHints().getOrDefault("type", "video"),
                request.prompt(),
                request.settings().get(Key.RATIO).orElse(null),
                request.endUser(),
                source(),
                video());
    }

    private @Nullable Media source() {
        return request.inputs(InputRole.SOURCE_VIDEO).stream()
                .findFirst()
                .map(video -> new Media(video.link().toString(), null, video.contentType()))
                .orElse(null);
    }

    private Video video() throws IOException {
        var chosen = request.settings();
        var keyframes = media(InputRole.KEYFRAME);
        return new Video(
                chosen.get(Key.RESOLUTION).orElse(null),
                chosen.get(Key.DURATION).map(seconds -> seconds + "s").orElse(null),
                onlyIfTrue(Key.LOOP),
                onlyIfTrue(Key.HDR),
                first(media(InputRole.FIRST_FRAME)),
                first(media(InputRole.LAST_FRAME)),
                keyframes.isEmpty() ? null : keyframes,
                keyframes.isEmpty() ? null : spread(keyframes.size()),
                edit());
    }

    /** What is off by default is not sent where it is off: the API refuses some of these words beside others. */
    private @Nullable Boolean onlyIfTrue(Key key) {
        return request.settings().flag(key).filter(on -> on).orElse(null);
    }

    private @Nullable Edit edit() {
        if (request.mode() != Mode.EDIT) {
            return null;
        }
        return request.settings()
                .get(Key.STRENGTH)
                .map(strength ->
                        strength.equals("auto") ? new Edit(true, null) : new Edit(null, strength.replace('-', '_')))
                .orElse(null);
    }

    /** Evenly from the first frame of the clip to its last, on the provider's grid of 24 frames a second. */
    private List<Integer> spread(int count) {
        int last = request.settings().number(Key.DURATION).orElse(5) * FRAMES_A_SECOND;
        return IntStream.range(0, count)
                .mapToObj(at -> Math.round((float) at * last / Math.max(1, count - 1)))
                .toList();
    }

    private List<Media> media(InputRole role) throws IOException {
        List<Media> written = new ArrayList<>();
        for (var input : request.inputs(role)) {
            written.add(media(input));
        }
        return written;
    }

    private Media media(SourceMedia input) throws IOException {
        if (!room.takes(input)) {
            return Media.at(input.link().toString());
        }
        try (var bytes = input.open()) {
            return new Media(null, Base64.getEncoder().encodeToString(bytes.readAllBytes()), input.contentType());
        }
    }

    private static @Nullable Media first(List<Media> media) {
        return Optional.of(media)
                .filter(some -> !some.isEmpty())
                .map(List::getFirst)
                .orElse(null);
    }
}
