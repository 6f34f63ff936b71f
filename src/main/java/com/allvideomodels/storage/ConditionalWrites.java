package com.allvideomodels.storage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds out whether the store of the keys refuses a write whose condition no longer holds. Not all that speak like S3 do. */
@Component
public class ConditionalWrites {

    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] LATE = {3};

    private final Bucket keyBucket;

    ConditionalWrites(Bucket keyBucket) {
        this.keyBucket = keyBucket;
    }

    /** Tries it on an object of its own, which it takes away again. Asks the store some times: never inside a transaction. */
    public boolean areHonoured() throws IOException {
        String probe = "probe/" + UUID.randomUUID();
        try {
            return refusesAChange(probe) && refusesAReturn(probe);
        } finally {
            keyBucket.delete(List.of(probe));
        }
    }

    private boolean refusesAChange(String probe) throws IOException {
        keyBucket.write(probe, FIRST);
        String mark = mark(probe);
        boolean taken = keyBucket.replace(probe, SECOND, mark);
        boolean refused = !keyBucket.replace(probe, LATE, mark);
        return taken && refused && holdsSecond(probe);
    }

    private boolean refusesAReturn(String probe) throws IOException {
        String mark = mark(probe);
        keyBucket.delete(List.of(probe));
        return !keyBucket.replace(probe, LATE, mark) && keyBucket.read(probe).isEmpty();
    }

    private boolean holdsSecond(String probe) throws IOException {
        return keyBucket
                .read(probe)
                .filter(content -> Arrays.equals(content, SECOND))
                .isPresent();
    }

    private String mark(String probe) throws IOException {
        return keyBucket
                .marked(probe)
                .orElseThrow(() -> new IOException("what was just written is not there"))
                .mark();
    }
}
