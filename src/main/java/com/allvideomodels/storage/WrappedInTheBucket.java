package com.allvideomodels.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What the master key wraps in the key bucket. A key is written over only while the store has exactly what was read: one that is destroyed
 * in between, by a tombstone or by going, stays destroyed.
 */
@Component
class WrappedInTheBucket implements MasterWrapped {

    private final Bucket keyBucket;
    private final MasterKeys masterKeys;

    WrappedInTheBucket(Bucket keyBucket, MasterKeys masterKeys) {
        this.keyBucket = keyBucket;
        this.masterKeys = masterKeys;
    }

    @Override
    public String place() {
        return "bucket";
    }

    @Override
    public List<String> names(String after, int most) throws IOException {
        List<String> names = keyBucket.list("", after);
        return names.size() <= most ? names : names.subList(0, most);
    }

    @Override
    public Wrapping wrapAnew(String name) throws IOException {
        Optional<Bucket.Marked> read = keyBucket.marked(name);
        return read.isPresent() ? wrapAnew(name, read.get()) : Wrapping.NOTHING_TO_DO;
    }

    /** @param read as the store had it a moment ago */
    Wrapping wrapAnew(String name, Bucket.Marked read) throws IOException {
        return masterKeys.wrapAnew(read.content(), name, anew -> keyBucket.replace(name, anew, read.mark()));
    }
}
