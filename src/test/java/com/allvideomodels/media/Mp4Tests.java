package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class Mp4Tests {

    private static final long ROOM = 400_000_000L;

    @Test
    void theLongestAndLargestVideoFitsInTheRoomThatThereIs() {
        MediaFacts facts = facts(3840, 2160, 600);

        List<String> options = Mp4.options(MediaKind.WEBM, facts, ROOM);

        long bits = Long.parseLong(options.get(options.indexOf("-b:v") + 1));
        assertThat(bits * 600 / 8).isLessThan(ROOM * 3 / 4);
        assertThat(options.get(options.indexOf("-maxrate") + 1)).isEqualTo(Long.toString(bits));
    }

    @Test
    void aShortVideoKeepsItsQuality() {
        List<String> options = Mp4.options(MediaKind.WEBM, facts(1920, 1080, 10), ROOM);

        assertThat(Long.parseLong(options.get(options.indexOf("-b:v") + 1))).isGreaterThan(10_000_000);
    }

    private static MediaFacts facts(int width, int height, int seconds) {
        return MediaFacts.of(JsonMapper.shared().readTree("""
                        {"streams": [{"codec_type": "video", "codec_name": "vp9", "width": %d, "height": %d,
                          "pix_fmt": "yuv420p", "avg_frame_rate": "60/1", "nb_read_packets": "600", "duration": "%d"}],
                         "format": {"duration": "%d"}}
                        """.formatted(width, height, seconds, seconds)))
                .orElseThrow();
    }
}
