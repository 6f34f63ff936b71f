package com.allvideomodels.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How a video becomes an MP4 that any provider reads: fragmented, because it leaves ffmpeg through a pipe. */
final class Mp4 {

    private static final Set<String> PICTURES_THAT_FIT = Set.of("h264", "hevc");
    private static final Set<String> SOUND_THAT_FITS = Set.of("aac", "mp3");
    private static final double BITS_PER_PIXEL = 0.12;
    private static final int WIDEST = 1920;

    // Of the room there is; the rest is for sound, and for an encoder that takes its rate for a suggestion.
    private static final double SHARE_OF_PICTURE = 0.7;

    private Mp4() {}

    /** @param room bytes that there are for all of it */
    static List<String> options(MediaKind kind, MediaFacts facts, long room) {
        List<String> options = new ArrayList<>(List.of("-map", "0:v:0", "-map", "0:a:0?", "-dn", "-sn"));
        options.addAll(fits(kind, facts) ? copy(facts) : encode(facts, room));
        options.addAll(sound(facts));
        options.addAll(List.of("-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4"));
        return options;
    }

    private static boolean fits(MediaKind kind, MediaFacts facts) {
        return kind != MediaKind.WEBM && PICTURES_THAT_FIT.contains(facts.codec());
    }

    private static List<String> copy(MediaFacts facts) {
        return facts.codec().equals("hevc") ? List.of("-c:v", "copy", "-tag:v", "hvc1") : List.of("-c:v", "copy");
    }

    private static List<String> encode(MediaFacts facts, long room) {
        double scale = Math.min(1, (double) WIDEST / Math.max(1, facts.width()));
        double rate = Math.clamp(facts.framesPerSecond(), 10, 60);
        long bits = Math.round(facts.pixelCount() * scale * scale * rate * BITS_PER_PIXEL);
        double most = room
                * 8
                * SHARE_OF_PICTURE
                * 1_000
                / Math.max(1_000, facts.length().toMillis());
        String bitRate = Long.toString(Math.min(Math.max(400_000, bits), Math.round(most)));
        return List.of(
                "-c:v",
                "libopenh264",
                "-b:v",
                bitRate,
                "-maxrate",
                bitRate,
                "-vf",
                "scale='trunc(min(" + WIDEST + ",iw)/2)*2':-2,format=yuv420p");
    }

    private static List<String> sound(MediaFacts facts) {
        if (facts.soundCodec() == null) {
            return List.of("-an");
        }
        return SOUND_THAT_FITS.contains(facts.soundCodec())
                ? List.of("-c:a", "copy")
                : List.of("-c:a", "aac", "-b:a", "160k");
    }
}
