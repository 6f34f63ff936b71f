package com.allvideomodels.provider.volcengine;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import com.allvideomodels.provider.http.DataUri;
import com.allvideomodels.provider.http.InlineRoom;
import com.allvideomodels.provider.volcengine.NewTask.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a person asked for as Ark's body. Everything goes into fields, which Ark checks strictly; nothing into the text. */
final class TaskWriter {

    /** Of {@code safety_identifier}. */
    private static final int LONGEST_NAME = 64;

    private final VolcengineSettings settings;

    TaskWriter(VolcengineSettings settings) {
        this.settings = settings;
    }

    /** @throws IOException if an input could not be read from our own store */
    NewTask write(RenderRequest request) throws IOException {
        var chosen = request.settings();
        return new NewTask(
                settings.wireModel(request.model().wireId()),
                content(request),
                doorbell(request),
                chosen.flag(Key.FLEX).map(flex -> flex ? "flex" : "default").orElse(null),
                expiry(request).toSeconds(),
                chosen.flag(Key.SOUND).orElse(null),
                safetyIdentifier(request),
                chosen.get(Key.RESOLUTION).orElse(null),
                ratio(request),
                duration(request),
                seed(request),
                chosen.flag(Key.CAMERA_FIXED).orElse(null),
                false,
                request.wireHints().get("task"));
    }

    private static @Nullable String doorbell(RenderRequest request) {
        var doorbell = request.doorbell();
        return doorbell == null ? null : doorbell.toString();
    }

    private Duration expiry(RenderRequest request) {
        return request.settings().flag(Key.FLEX).orElse(false) ? settings.flexExpiry() : settings.expiry();
    }

    /** In an edit the model takes the length of the source. */
    static @Nullable Integer duration(RenderRequest request) {
        return Optional.ofNullable(request.wireHints().get("duration"))
                .or(() -> request.settings().get(Key.DURATION))
                .map(Integer::valueOf)
                .orElse(null);
    }

    static @Nullable String ratio(RenderRequest request) {
        return request.settings().get(Key.RATIO).orElse(request.wireHints().get("ratio"));
    }

    /**
     * Where the person chose none, one made of the request: Ark tells the seed of a task, so that a task whose answer was lost can
     * be told from all others.
     */
    static long seed(RenderRequest request) {
        return request.settings()
                .large(Key.SEED)
                .orElse(Integer.toUnsignedLong(request.reference().hashCode()));
    }

    static String safetyIdentifier(RenderRequest request) {
        var name = request.endUser();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private List<Content> content(RenderRequest request) throws IOException {
        var content = new ArrayList<Content>();
        if (!request.prompt().isEmpty()) {
            content.add(Content.text(ArkPrompt.plain(request.prompt())));
        }
        var room = InlineRoom.of(request, settings.inline());
        for (var input : request.inputsByRole()) {
            content.add(item(input, room));
        }
        return content;
    }

    /** Videos only by address; pictures inline while there is room. */
    private static Content item(SourceMedia input, InlineRoom room) throws IOException {
        if (input.contentType().startsWith("video/")) {
            return Content.video(input.link().toString());
        }
        return Content.image(
                room.takes(input) ? DataUri.of(input) : input.link().toString(), role(input.role()));
    }

    private static String role(InputRole role) {
        return switch (role) {
            case FIRST_FRAME -> "first_frame";
            case LAST_FRAME -> "last_frame";
            case REFERENCE, KEYFRAME, SOURCE_VIDEO -> "reference_image";
        };
    }
}
