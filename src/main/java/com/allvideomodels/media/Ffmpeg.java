package com.allvideomodels.media;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Command lines of ffmpeg and ffprobe. Whatever a file claims to be, it is read over loopback HTTP only, by one demuxer, with
 * the decoders named here, and no larger than the limits.
 */
@Component
class Ffmpeg {

    private static final String DECODERS =
            "h264,hevc,mpeg4,vp8,libvpx,vp9,libvpx-vp9,av1,libdav1d,libaom-av1,prores,mjpeg,png,webp,"
                    + "aac,mp3float,mp3,opus,libopus,vorbis,ac3,eac3,alac,flac,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_f32le";

    private final MediaSettings settings;
    private @Nullable String ffmpeg;
    private @Nullable String ffprobe;

    Ffmpeg(MediaSettings settings) {
        this.settings = settings;
    }

    /** Arguments to read {@code source} and say what it is, as JSON. */
    List<String> probe(MediaKind kind, String source) {
        List<String> command = new ArrayList<>(List.of(ffprobe(), "-v", "error"));
        command.addAll(reading(kind));
        command.addAll(List.of(
                "-count_packets",
                "-print_format",
                "json",
                "-show_entries",
                "stream=codec_type,codec_name,width,height,pix_fmt,avg_frame_rate,nb_frames,nb_read_packets,duration"
                        + ":stream_disposition=attached_pic:stream_side_data=rotation:format=duration",
                source));
        return command;
    }

    /**
     * @param before options of the input
     * @param after options of the output, its format among them
     */
    List<String> convert(MediaKind kind, List<String> before, String source, List<String> after) {
        List<String> command = new ArrayList<>(List.of(ffmpeg(), "-v", "error", "-nostdin", "-xerror"));
        command.addAll(reading(kind));
        command.addAll(List.of("-threads", "1"));
        if (!kind.isVideo()) {
            // Else half a JPEG passes, its lower half grey.
            command.addAll(List.of("-err_detect", "explode"));
        }
        command.addAll(before);
        command.addAll(List.of("-i", source, "-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"));
        command.addAll(after);
        command.add("pipe:1");
        return command;
    }

    private List<String> reading(MediaKind kind) {
        return List.of(
                "-protocol_whitelist",
                "http,tcp",
                "-codec_whitelist",
                DECODERS,
                "-max_pixels",
                Long.toString(settings.uploads().maxPixels()),
                "-f",
                kind.demuxer());
    }

    private synchronized String ffmpeg() {
        if (ffmpeg == null) {
            ffmpeg = settings.ffmpeg() != null ? settings.ffmpeg() : Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
        }
        return ffmpeg;
    }

    private synchronized String ffprobe() {
        if (ffprobe == null) {
            ffprobe = settings.ffprobe() != null ? settings.ffprobe() : Loader.load(org.bytedeco.ffmpeg.ffprobe.class);
        }
        return ffprobe;
    }
}
