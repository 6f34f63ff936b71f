package com.allvideomodels.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Lets ffmpeg and ffprobe, in processes of their own, look at what is stored and make of it what we need. */
@Component
class FfmpegInspector implements Inspector {

    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final int LARGEST_STILL = 8 * 1024 * 1024;
    private static final int WIDEST_STILL = 1280;
    private static final String SECONDS = "%d.%03d";

    private final EncryptedVault vault;
    private final Loopback loopback;
    private final Ffmpeg ffmpeg;
    private final MediaSettings.ChildLimits limits;
    private final MediaSettings.UploadLimits uploads;
    private final JsonMapper json;
    private final Places forUploads;
    private final Places forOutputs;

    FfmpegInspector(EncryptedVault vault, Loopback loopback, Ffmpeg ffmpeg, MediaSettings settings, JsonMapper json) {
        this.vault = vault;
        this.loopback = loopback;
        this.ffmpeg = ffmpeg;
        this.limits = settings.child();
        this.uploads = settings.uploads();
        this.json = json;
        this.forUploads = new Places(limits.atOnce(), limits.perPerson(), limits.queue());
        this.forOutputs = new Places(limits.forOutputs(), limits.forOutputs(), limits.queue());
    }

    @Override
    public VideoFacts probe(Stored video) throws IOException {
        MediaKind kind = kind(video);
        MediaFacts facts = asUnreadable(() -> look(video, kind, forOutputs));
        if (!kind.isVideo() || !facts.complete() || facts.length().isZero()) {
            throw new Unreadable("no video that can be played");
        }
        return new VideoFacts(
                facts.width(),
                facts.height(),
                facts.length(),
                facts.framesPerSecond(),
                facts.frames(),
                facts.hasSound());
    }

    @Override
    public Stored still(Stored video, Duration at) throws IOException {
        MediaKind kind = kind(video);
        return asUnreadable(() -> still(video, kind, at, WIDEST_STILL, forOutputs));
    }

    /** What a stored file of a known kind is. */
    MediaFacts look(Stored stored, MediaKind kind) throws IOException {
        return look(stored, kind, forUploads);
    }

    private MediaFacts look(Stored stored, MediaKind kind, Places places) throws IOException {
        byte[] said = small(stored, LARGEST_ANSWER, places, source -> ffmpeg.probe(kind, source));
        try {
            return MediaFacts.of(json.readTree(said)).orElseThrow(() -> new Unreadable("no picture in it"));
        } catch (JacksonException e) {
            throw new Unreadable("ffprobe said nothing");
        }
    }

    /** A still of a video, or a smaller one of a picture, no wider than {@code widest}. */
    Stored still(Stored source, MediaKind kind, Duration at, int widest) throws IOException {
        return still(source, kind, at, widest, forUploads);
    }

    private Stored still(Stored source, MediaKind kind, Duration at, int widest, Places places) throws IOException {
        byte[] jpeg = still(source, kind, List.of("-ss", seconds(at)), widest, places);
        if (jpeg.length == 0) {
            // The time is past the last frame: the last frame, then.
            jpeg = still(source, kind, List.of("-sseof", "-0.5"), widest, places);
        }
        if (jpeg.length == 0) {
            throw new Unreadable("no frame in it");
        }
        return vault.keepMadeOf(source, MediaClass.POSTER, "image/jpeg", new ByteArrayInputStream(jpeg), LARGEST_STILL);
    }

    private byte[] still(Stored source, MediaKind kind, List<String> where, int widest, Places places)
            throws IOException {
        List<String> before = kind.isVideo() ? where : List.of();
        List<String> after = List.of(
                "-frames:v",
                "1",
                "-an",
                "-vf",
                "scale='min(" + widest + ",iw)':-2,format=yuvj420p",
                "-q:v",
                "4",
                "-f",
                "image2pipe",
                "-c:v",
                "mjpeg");
        return small(source, LARGEST_STILL, places, address -> ffmpeg.convert(kind, before, address, after));
    }

    /** A picture as it may leave: upright, without metadata, as JPEG or, where it can be seen through, PNG. */
    Stored cleanPicture(Stored picture, MediaKind kind, boolean alpha) throws IOException {
        List<String> after = alpha
                ? List.of("-frames:v", "1", "-pix_fmt", "rgba", "-f", "image2pipe", "-c:v", "png")
                : List.of("-frames:v", "1", "-vf", "format=yuvj444p", "-q:v", "2", "-f", "image2pipe", "-c:v", "mjpeg");
        return made(
                picture,
                alpha ? "image/png" : "image/jpeg",
                limits.glance(),
                address -> ffmpeg.convert(kind, List.of(), address, after));
    }

    /** A video as it may leave: MP4 without metadata; copied where its codecs allow, else encoded anew. */
    Stored cleanVideo(Stored video, MediaKind kind, MediaFacts facts) throws IOException {
        return made(
                video,
                "video/mp4",
                limits.work(),
                address -> ffmpeg.convert(kind, List.of(), address, Mp4.options(kind, facts, largestMade())));
    }

    private Stored made(Stored source, String contentType, Duration patience, Command command) throws IOException {
        return run(source, patience, forUploads, command, output -> {
            Stored made = vault.keepMadeOf(source, MediaClass.PREPARED, contentType, output, largestMade());
            if (made.size() == 0) {
                throw new Unreadable("nothing in it");
            }
            return made;
        });
    }

    private long largestMade() {
        return 2 * uploads.largest().toBytes();
    }

    private byte[] small(Stored source, int most, Places places, Command command) throws IOException {
        return run(source, limits.glance(), places, command, output -> {
            byte[] said = output.readNBytes(most);
            if (output.read() >= 0) {
                throw new Unreadable("said too much");
            }
            return said;
        });
    }

    /** Builds a command line that reads from an address. */
    private interface Command {
        List<String> reading(String address);
    }

    /** Takes what a child writes. */
    private interface Reader<T> {
        T read(InputStream output) throws IOException;
    }

    private <T> T run(Stored source, Duration patience, Places places, Command command, Reader<T> reader)
            throws IOException {
        try (var _ = places.take(source.owner());
                var loan = loopback.lend(source);
                var child = Child.start(
                        command.reading(loan.address()),
                        patience,
                        limits.memory().toBytes())) {
            try {
                return reader.read(child.output());
            } catch (Unreadable | TookTooLong e) {
                loan.blameTheStore();
                throw e;
            } catch (MediaVault.TooLarge e) {
                throw new TooBigInside("more than we take once it is made fit");
            }
        }
    }

    private MediaKind kind(Stored stored) throws IOException {
        try (InputStream head = vault.open(stored, 0, Math.min(MediaKind.HEAD, stored.size()))) {
            return MediaKind.sniff(head.readAllBytes()).orElseThrow(() -> new Unreadable("of no kind we know"));
        }
    }

    private interface Looking<T> {
        T look() throws IOException;
    }

    private static <T> T asUnreadable(Looking<T> looking) throws IOException {
        try {
            return looking.look();
        } catch (TooBigInside e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static String seconds(Duration at) {
        return SECONDS.formatted(Math.max(0, at.toSeconds()), Math.max(0, at.toMillisPart()));
    }
}
