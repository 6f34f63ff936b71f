package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The body of a create at Dream Machine. Media are addresses, durations are words with a unit. */
@JsonNaming(SnakeCaseStrategy.class)
record NewClip(
        String model,
        String prompt,
        @Nullable String aspectRatio,
        @Nullable String resolution,
        @Nullable String duration,
        @Nullable Boolean loop,
        @Nullable Keyframes keyframes,
        @Nullable String callbackUrl) {

    static NewClip of(RenderRequest request) {
        var chosen = request.settings();
        return new NewClip(
                request.model().wireId(),
                request.prompt(),
                chosen.get(Key.RATIO).orElse(null),
                chosen.get(Key.RESOLUTION).orElse(null),
                duration(request),
                chosen.flag(Key.LOOP).orElse(null),
                Keyframes.of(request),
                doorbell(request));
    }

    static @Nullable String duration(RenderRequest request) {
        return request.settings()
                .get(Key.DURATION)
                .map(seconds -> seconds + "s")
                .orElse(null);
    }

    /** With a mark of the request: Luma tells the address back, so that a generation whose answer was lost can be told from others. */
    private static @Nullable String doorbell(RenderRequest request) {
        var doorbell = request.doorbell();
        return doorbell == null ? null : doorbell + (doorbell.getQuery() == null ? "?" : "&") + mark(request);
    }

    static String mark(RenderRequest request) {
        return "mark=" + Integer.toHexString(request.reference().hashCode());
    }

    record Keyframes(@Nullable Keyframe frame0, @Nullable Keyframe frame1) {

        static @Nullable Keyframes of(RenderRequest request) {
            var first = Keyframe.of(request, InputRole.FIRST_FRAME);
            var last = Keyframe.of(request, InputRole.LAST_FRAME);
            return first == null && last == null ? null : new Keyframes(first, last);
        }
    }

    record Keyframe(String type, String url) {

        static @Nullable Keyframe of(RenderRequest request, InputRole role) {
            return request.inputs(role).stream()
                    .findFirst()
                    .map(input -> new Keyframe("image", input.link().toString()))
                    .orElse(null);
        }
    }

    /** A video to restyle. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Modified(
            String generationType,
            String model,
            String mode,
            Media media,
            String prompt,
            @Nullable String callbackUrl) {

        static Modified of(RenderRequest request) {
            return new Modified(
                    "modify_video",
                    request.model().wireId(),
                    request.settings().get(Key.STRENGTH).orElse("flex-1").replace('-', '_'),
                    new Media(request.inputs(InputRole.SOURCE_VIDEO)
                            .getFirst()
                            .link()
                            .toString()),
                    request.prompt(),
                    doorbell(request));
        }
    }

    record Media(String url) {}
}
