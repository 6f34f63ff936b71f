package com.allvideomodels.provider;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

/** A few bytes that stand for a picture or a video. */
public record SampleMedia(InputRole role, String contentType, byte[] bytes, URI link) implements SourceMedia {

    /** The eight bytes that every PNG begins with. */
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    public static SampleMedia picture(InputRole role) {
        return new SampleMedia(role, "image/png", PNG, URI.create("https://videos.example/inputs/4f0c"));
    }

    public static SampleMedia largePicture(InputRole role, int size) {
        return new SampleMedia(role, "image/png", new byte[size], URI.create("https://videos.example/inputs/4f0d"));
    }

    public static SampleMedia video() {
        return new SampleMedia(
                InputRole.SOURCE_VIDEO, "video/mp4", new byte[600], URI.create("https://videos.example/inputs/91aa"));
    }

    @Override
    public String fileName() {
        return contentType.equals("video/mp4") ? "source.mp4" : "first.png";
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
