package com.allvideomodels.http;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Answer.Lost;
import com.allvideomodels.http.Answer.NotSent;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP with one company. Every method is one exchange: nothing is repeated, no redirect is followed, the answer is read up to
 * {@link #LARGEST_ANSWER} bytes, and whatever happens comes back as an {@link Answer}. The company's own headers, the key among
 * them, go to its configured host alone.
 */
public final class ApiClient {

    /** No honest answer of any company comes near this. */
    public static final int LARGEST_ANSWER = 1 << 20;

    static final String USER_AGENT = "AllVideoModels/1";

    private static final Logger log = LoggerFactory.getLogger(ApiClient.class);

    private final HttpUrl base;
    private final Map<String, String> headers;
    private final InstantSource clock;
    private final OkHttpClient calls;
    private final OkHttpClient creates;
    private final OkHttpClient uploads;
    private final boolean here;

    ApiClient(
            HttpUrl base,
            Map<String, String> headers,
            InstantSource clock,
            OkHttpClient calls,
            OkHttpClient creates,
            OkHttpClient uploads,
            boolean here) {
        this.base = base;
        this.headers = headers;
        this.clock = clock;
        this.calls = calls;
        this.creates = creates;
        this.uploads = uploads;
        this.here = here;
    }

    /** An address of this company. The path begins with a slash and may carry a query; what comes from outside is encoded by the caller. */
    public HttpUrl at(String path) {
        var root = base.toString();
        return HttpUrl.get(root.substring(0, root.length() - (root.endsWith("/") ? 1 : 0)) + path);
    }

    /** An address that the company gave, if it is on the configured host and so may be sent the key. */
    public Optional<HttpUrl> own(@Nullable String address) {
        return Optional.ofNullable(address).map(HttpUrl::parse).filter(this::own);
    }

    /** Asks for something that costs money: on a connection of its own, written once. */
    public Answer create(HttpUrl address, Object json) {
        return create(address, json, Map.of());
    }

    /** @param more headers besides the company's own */
    public Answer create(HttpUrl address, Object json, Map<String, String> more) {
        return exchange(creates, keyed(address, more).post(OneShot.json(json)));
    }

    /** Reads what stands at an address of this company. */
    public Answer get(HttpUrl address) {
        return exchange(calls, keyed(address, Map.of()).get());
    }

    /** Sends a request that makes nothing that costs: a cancellation, a deletion, a request for an upload slot. */
    public Answer send(String method, HttpUrl address, @Nullable Object json) {
        return send(method, address, json, Map.of());
    }

    /** @param more headers besides the company's own */
    public Answer send(String method, HttpUrl address, @Nullable Object json, Map<String, String> more) {
        return exchange(calls, keyed(address, more).method(method, json == null ? empty(method) : OneShot.json(json)));
    }

    /** Posts fields and a file, in this order, to the company itself, with its key. */
    public Answer postForm(HttpUrl address, Map<String, String> fields, String fileField, Content file) {
        var patient = calls.newBuilder()
                .callTimeout(Duration.ofMillis(uploads.callTimeoutMillis()))
                .build();
        return exchange(patient, keyed(address, Map.of()).post(form(fields, fileField, file)));
    }

    /** Puts the bytes of a file where the company pointed, without its key. */
    public Answer putElsewhere(String address, Content file, Map<String, String> more) {
        return elsewhere(address, more, OneShot.media(file), "PUT");
    }

    /** Posts fields and then a file where the company pointed, without its key. */
    public Answer postFormElsewhere(String address, Map<String, String> fields, String fileField, Content file) {
        return elsewhere(address, Map.of(), form(fields, fileField, file), "POST");
    }

    private Answer elsewhere(String address, Map<String, String> more, RequestBody body, String method) {
        var url = HttpUrl.parse(address);
        if (url == null || !(here || (url.isHttps() && PublicNetwork.allows(url)))) {
            log.warn("{} pointed an upload at an address that is not called", base.host());
            return new NotSent();
        }
        return exchange(uploads, plain(url, more).method(method, body));
    }

    private static RequestBody form(Map<String, String> fields, String fileField, Content file) {
        var form = new MultipartBody.Builder().setType(MultipartBody.FORM);
        fields.forEach(form::addFormDataPart);
        return form.addFormDataPart(fileField, file.fileName(), OneShot.media(file))
                .build();
    }

    private static @Nullable RequestBody empty(String method) {
        return method.equals("DELETE") || method.equals("GET") ? null : OneShot.nothing();
    }

    private Request.Builder keyed(HttpUrl address, Map<String, String> more) {
        if (!own(address)) {
            throw new IllegalArgumentException("the key of " + base.host() + " does not go to " + address.host());
        }
        var request = plain(address, more).header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private static Request.Builder plain(HttpUrl address, Map<String, String> more) {
        var request = new Request.Builder().url(address).header("User-Agent", USER_AGENT);
        more.forEach(request::header);
        return request;
    }

    private boolean own(HttpUrl address) {
        return address.scheme().equals(base.scheme())
                && address.host().equals(base.host())
                && address.port() == base.port()
                && address.username().isEmpty()
                && address.password().isEmpty();
    }

    private Answer exchange(OkHttpClient client, Request.Builder request) {
        var sending = new Sending();
        try (var response =
                client.newCall(request.tag(Sending.class, sending).build()).execute()) {
            return answered(response);
        } catch (IOException failure) {
            log.info("{} did not answer: {}", base.host(), failure.getClass().getSimpleName());
            return sending.begun() ? new Lost() : new NotSent();
        }
    }

    private Answer answered(Response response) throws IOException {
        var source = response.body().source();
        if (source.request(LARGEST_ANSWER + 1L)) {
            log.warn("{} sent an answer of more than {} bytes", base.host(), LARGEST_ANSWER);
            return new Lost();
        }
        return new Answered(
                response.code(), response.headers(), retryAfter(response.headers()), source.readByteString());
    }

    private @Nullable Duration retryAfter(Headers answer) {
        return RetryAfter.parse(answer.get("Retry-After"), clock.instant());
    }
}
