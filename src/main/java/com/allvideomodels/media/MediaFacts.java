package com.allvideomodels.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What ffprobe says of a file.
 *
 * @param width as shown, after rotation
 * @param soundCodec {@code null} for silence
 * @param pixels the format of the pixels, empty where it could not be told
 * @param complete whether all is there that the file says is there
 */
record MediaFacts(
        int width,
        int height,
        String codec,
        @Nullable String soundCodec,
        String pixels,
        Duration length,
        double framesPerSecond,
        long frames,
        boolean complete) {

    private static final List<String> ALPHA =
            List.of("rgba", "argb", "bgra", "abgr", "ya8", "ya16", "yuva", "gbrap", "pal8");

    static Optional<MediaFacts> of(JsonNode said) {
        JsonNode video = null;
        JsonNode sound = null;
        for (JsonNode stream : said.path("streams")) {
            String type = stream.path("codec_type").asString("");
            if (video == null && type.equals("video") && attached(stream) == 0) {
                video = stream;
            }
            if (sound == null && type.equals("audio")) {
                sound = stream;
            }
        }
        return video == null
                        || video.path("width").asInt(0) <= 0
                        || video.path("height").asInt(0) <= 0
                ? Optional.empty()
                : Optional.of(of(said, video, sound));
    }

    private static MediaFacts of(JsonNode said, JsonNode video, @Nullable JsonNode sound) {
        boolean turned = isTurned(video);
        int width = video.path("width").asInt(0);
        int height = video.path("height").asInt(0);
        Duration length = seconds(said.path("format").path("duration").asString(""))
                .or(() -> seconds(video.path("duration").asString("")))
                .orElse(Duration.ZERO);
        double rate = rate(video.path("avg_frame_rate").asString("0/0"));
        OptionalLong declared = whole(video.path("nb_frames").asString(""));
        OptionalLong read = whole(video.path("nb_read_packets").asString(""));
        return new MediaFacts(
                turned ? height : width,
                turned ? width : height,
                video.path("codec_name").asString(""),
                sound == null ? null : sound.path("codec_name").asString(""),
                video.path("pix_fmt").asString(""),
                length,
                rate,
                declared.orElse(read.orElse(Math.round(rate * length.toMillis() / 1000.0))),
                isComplete(declared, read));
    }

    boolean hasAlpha() {
        return ALPHA.stream().anyMatch(pixels::startsWith);
    }

    boolean hasSound() {
        return soundCodec != null;
    }

    long pixelCount() {
        return (long) width * height;
    }

    // An edit list hides a few frames of a whole file; a file cut off lacks many.
    private static boolean isComplete(OptionalLong declared, OptionalLong read) {
        return declared.isEmpty()
                || declared.getAsLong() == 0
                || read.isPresent() && read.getAsLong() >= declared.getAsLong() * 0.97 - 3;
    }

    private static int attached(JsonNode stream) {
        return stream.path("disposition").path("attached_pic").asInt(0);
    }

    private static boolean isTurned(JsonNode video) {
        for (JsonNode data : video.path("side_data_list")) {
            if (Math.abs(data.path("rotation").asInt(0)) % 180 == 90) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text);
            return seconds > 0 && seconds < 1e7
                    ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static double rate(String text) {
        String[] parts = text.split("/", 2);
        try {
            double over = parts.length == 2 ? Double.parseDouble(parts[1]) : 1;
            return over == 0 ? 0 : Double.parseDouble(parts[0]) / over;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static OptionalLong whole(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
