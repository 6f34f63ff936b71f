package com.allvideomodels.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Only what the store no longer shows is gone, so what it shows has to be found wherever it lies. */
@Clause("erase.secure")
class BucketPresenceTests {

    private final Bucket bucket = TestStorage.bucket("presence-" + UUID.randomUUID());

    @Test
    void whatIsThereIsFoundAmongManyAndAmongFewAndInSeveralFolders() throws IOException {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            there.add("output/2026-11-26/%04d".formatted(i * 3));
        }
        there.add("output/2026-11-27/a");
        there.add("upload/2026-11-27/a/b");
        for (String key : there) {
            bucket.write(key, new byte[] {1});
        }
        assertThat(bucket.present(there)).containsExactlyInAnyOrderElementsOf(there);
        List<String> gone = List.of("output/2026-11-26/0001", "output/2026-11-26/3599", "output/2026-11-27/b", "x/y");
        List<String> sparse = new ArrayList<>(gone);
        sparse.addAll(List.of(there.getFirst(), there.get(700), there.get(1199), there.get(1200), there.get(1201)));
        assertThat(bucket.present(sparse)).hasSize(5).doesNotContainAnyElementsOf(gone);
        assertThat(bucket.present(gone)).isEmpty();
        assertThat(bucket.present(List.of())).isEmpty();
    }
}
