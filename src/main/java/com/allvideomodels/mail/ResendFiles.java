package com.allvideomodels.mail;

import com.allvideomodels.http.PublicNetwork;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Attachments that Resend keeps: https://resend.com/docs/api-reference/emails/list-received-email-attachments (2026-11). */
@Component
class ResendFiles implements ReceivedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ResendFiles.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST = 100;
    private static final int LONGEST_NAME = 120;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final ResendApi api;
    private final ResendFileSettings settings;
    private final OkHttpClient client;

    ResendFiles(ResendApi api, ResendFileSettings settings) {
        this.api = api;
        this.settings = settings;
        var anywhere = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(CONNECT)
                .readTimeout(settings.patience())
                .callTimeout(settings.patience());
        this.client = settings.privateNetworks()
                ? anywhere.build()
                : PublicNetwork.only(anywhere).build();
    }

    @Override
    public List<ReceivedFile> of(String mail) throws IOException {
        try {
            return api.received(mail + "/attachments?limit=" + MOST).stream()
                    .flatMap(answer -> answer.path("data").values().stream())
                    .flatMap(one -> file(one).stream())
                    .limit(MOST)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static Optional<ReceivedFile> file(JsonNode one) {
        String name =
                one.path("filename").asString("").replaceAll("\\p{Cntrl}", " ").strip();
        return Optional.of(one.path("id").asString(""))
                .filter(id -> ID.matcher(id).matches())
                .map(id -> new ReceivedFile(
                        id,
                        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                        address(one.path("download_url").asString(""))));
    }

    private static @Nullable URI address(String written) {
        HttpUrl address = HttpUrl.parse(written);
        return address == null ? null : address.uri();
    }

    @Override
    public Fetched fetch(ReceivedFile file, int limit) {
        HttpUrl address = file.address() == null ? null : HttpUrl.get(file.address());
        if (address == null || !isAllowed(address)) {
            return new Fetched.Refused(Why.FORBIDDEN);
        }
        var request = new Request.Builder()
                .url(address)
                .header("User-Agent", "allvideomodels")
                .header("Accept-Encoding", "identity")
                .build();
        try (Response answer = client.newCall(request).execute()) {
            return read(answer, limit);
        } catch (PublicNetwork.NotPublic elsewhere) {
            LOG.warn("an attachment's address leads into a private network and was not called");
            return new Fetched.Refused(Why.FORBIDDEN);
        } catch (IOException failure) {
            LOG.info(
                    "an attachment could not be fetched yet: {}",
                    failure.getClass().getSimpleName());
            return new Fetched.Unanswered();
        }
    }

    private boolean isAllowed(HttpUrl address) {
        boolean safe = settings.privateNetworks() || address.isHttps() && PublicNetwork.allows(address);
        return safe && settings.hosts().contains(address.host());
    }

    private static Fetched read(Response answer, int limit) throws IOException {
        return switch (answer.code()) {
            case 200 -> whole(answer, limit);
            case 301, 302, 303, 307, 308 -> new Fetched.Refused(Why.FORBIDDEN);
            case 400, 401, 403, 404, 410 -> new Fetched.Refused(Why.GONE);
            default -> new Fetched.Unanswered();
        };
    }

    /** Whatever length was announced, no more than the limit is read. */
    private static Fetched whole(Response answer, int limit) throws IOException {
        byte[] bytes = answer.body().byteStream().readNBytes(limit + 1);
        return bytes.length > limit ? new Fetched.Refused(Why.TOO_LARGE) : new Fetched.Whole(bytes);
    }
}
