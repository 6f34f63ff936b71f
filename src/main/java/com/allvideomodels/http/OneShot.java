package com.allvideomodels.http;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A body that OkHttp may write once, so that it repeats nothing: not on 408, not on 421, not on 503 with Retry-After 0. */
abstract class OneShot extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    static RequestBody json(Object value) {
        var bytes = Json.write(value);
        return new OneShot() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public long contentLength() {
                return bytes.length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(bytes);
            }
        };
    }

    /** Streams the bytes; they are never held whole. */
    static RequestBody media(Content media) {
        return new OneShot() {
            @Override
            public MediaType contentType() {
                return MediaType.get(media.contentType());
            }

            @Override
            public long contentLength() {
                return media.size();
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                try (var source = Okio.source(media.open())) {
                    sink.writeAll(source);
                }
            }
        };
    }

    /** As recorded from the official clients: a body of no bytes and no type. */
    static RequestBody nothing() {
        return new OneShot() {
            @Override
            public @Nullable MediaType contentType() {
                return null;
            }

            @Override
            public long contentLength() {
                return 0;
            }

            @Override
            public void writeTo(BufferedSink sink) {
                // nothing to write
            }
        };
    }

    @Override
    public boolean isOneShot() {
        return true;
    }
}
