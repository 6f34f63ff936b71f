package com.allvideomodels.generation;

import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.SourceMedia;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.function.Supplier;

/** An input as a provider may have it: the copy without metadata, under a neutral name. */
record Prepared(InputRole role, int number, Stored stored, MediaVault vault, Supplier<URI> address)
        implements SourceMedia {

    @Override
    public String contentType() {
        return stored.contentType();
    }

    @Override
    public String fileName() {
        String ending = switch (stored.contentType()) {
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            default -> ".mp4";
        };
        return "input-" + number + ending;
    }

    @Override
    public long size() {
        return stored.size();
    }

    @Override
    public InputStream open() throws IOException {
        return vault.open(stored);
    }

    @Override
    public URI link() {
        return address.get();
    }
}
