package com.allvideomodels.media;

/** What the row knows of an object and the store does not: everything that is needed to open it, but for the keys. */
record SealedObject(Seal seal, String objectKey, long size, byte[] header, byte[] wrappedKey) {

    Segments segments() {
        return new Segments(size);
    }
}
