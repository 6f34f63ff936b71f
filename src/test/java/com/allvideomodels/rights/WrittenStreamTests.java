package com.allvideomodels.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WrittenStreamTests {

    @Test
    void everythingThatIsWrittenIsRead() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        try (InputStream in = WrittenStream.of(out -> out.write(bytes))) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsCutShortNeverLooksWhole() throws IOException {
        try (InputStream in = WrittenStream.of(out -> {
            out.write(new byte[100_000]);
            throw new IOException("the store is away");
        })) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("the store is away");
        }
    }

    @Test
    void whoeverStopsReadingStopsTheWriter() throws Exception {
        var stopped = new CompletableFuture<Exception>();
        try (InputStream in = WrittenStream.of(out -> {
            try {
                while (true) {
                    out.write(new byte[10_000]);
                }
            } catch (IOException e) {
                stopped.complete(e);
                throw e;
            }
        })) {
            assertThat(in.readNBytes(1_000)).hasSize(1_000);
        }
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isNotNull();
    }
}
