package com.allvideomodels.generation;

import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.VideoFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Takes for a video whatever begins with the word. */
public class PretendInspector implements Inspector {

    private final MediaVault vault;
    volatile boolean stillsFail;
    /** Happens while a video is looked into. */
    volatile Runnable meanwhile = () -> {};

    public PretendInspector(MediaVault vault) {
        this.vault = vault;
    }

    @Override
    public VideoFacts probe(Stored video) throws IOException {
        meanwhile.run();
        try (var bytes = vault.open(video)) {
            if (!new String(bytes.readNBytes(5), StandardCharsets.US_ASCII).equals("video")) {
                throw new Unreadable("no video");
            }
        }
        return new VideoFacts(1280, 720, Duration.ofSeconds(5), 24, 120, true);
    }

    @Override
    public Stored still(Stored video, Duration at) throws IOException {
        if (stillsFail) {
            throw new IOException("no still");
        }
        var bytes = new ByteArrayInputStream("still".getBytes(StandardCharsets.US_ASCII));
        return vault.keep(video.owner(), MediaClass.POSTER, "image/jpeg", video.deadline(), bytes, 1000);
    }
}
