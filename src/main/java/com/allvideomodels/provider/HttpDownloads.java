package com.allvideomodels.provider;

import com.allvideomodels.http.PublicNetwork;
import java.io.IOException;
import java.net.URI;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Downloads over HTTP. Redirects are followed by hand, so that each address on the way is checked like the first. */
@Component
class HttpDownloads implements Downloads {

    static final int MOST_REDIRECTS = 3;

    private static final Logger log = LoggerFactory.getLogger(HttpDownloads.class);

    private final DownloadSettings settings;
    private final OkHttpClient client;

    HttpDownloads(DownloadSettings settings) {
        this.settings = settings;
        // A connection from a pool may have been closed by the other end while it lay idle, and nothing here tries
        // twice.
        var anywhere = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(settings.connect())
                .readTimeout(settings.silence())
                .writeTimeout(settings.silence())
                .callTimeout(settings.whole());
        this.client = settings.privateNetworks()
                ? anywhere.build()
                : PublicNetwork.only(anywhere).build();
    }

    @Override
    public Download open(URI address) {
        try {
            return follow(HttpUrl.get(address));
        } catch (PublicNetwork.NotPublic elsewhere) {
            log.warn("a video's address leads into a private network and was not called");
            return new Download.Forbidden();
        } catch (IOException failure) {
            log.info("a video could not be fetched yet: {}", failure.getClass().getSimpleName());
            return new Download.Unanswered();
        }
    }

    private Download follow(@Nullable HttpUrl first) throws IOException {
        HttpUrl address = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            if (address == null || !allowed(address)) {
                return new Download.Forbidden();
            }
            var response = client.newCall(request(address)).execute();
            if (!redirects(response)) {
                return outcome(response);
            }
            try (response) {
                address = address.resolve(response.header("Location", ""));
            }
        }
        return new Download.Forbidden();
    }

    private boolean allowed(HttpUrl address) {
        return settings.privateNetworks() || (address.isHttps() && PublicNetwork.allows(address));
    }

    /** The bytes as they are: with a compressed answer their number would not be the one announced. */
    private static Request request(HttpUrl address) {
        return new Request.Builder()
                .url(address)
                .header("User-Agent", "AllVideoModels/1")
                .header("Accept-Encoding", "identity")
                .build();
    }

    private static boolean redirects(Response response) {
        return switch (response.code()) {
            case 301, 302, 303, 307, 308 -> response.header("Location") != null;
            default -> false;
        };
    }

    private static Download outcome(Response response) {
        if (response.code() == 200) {
            long length = response.body().contentLength();
            var known = length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
            return new Download.Streaming(known, response.body().byteStream());
        }
        response.close();
        return switch (response.code()) {
            // 400 and 401 are what some stores say of a signature that has lapsed.
            case 400, 401, 403, 404, 410 -> new Download.Expired();
            default -> new Download.Unanswered();
        };
    }
}
