package com.allvideomodels.storage;

/** A bucket in which what is deleted would stay. The application does not start over it. */
public class UnfitBucket extends RuntimeException {

    private final String remedy;

    UnfitBucket(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What whoever runs the store has to do. */
    public String remedy() {
        return remedy;
    }
}
