package com.allvideomodels.provider.pika;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.provider.http.Addresses;
import com.allvideomodels.provider.http.NotPlaced;
import com.allvideomodels.provider.http.Outcomes;
import com.allvideomodels.provider.http.Placed;
import com.allvideomodels.provider.pika.FalWire.Problem;
import com.allvideomodels.provider.pika.FalWire.Queued;
import com.allvideomodels.provider.pika.FalWire.Result;
import com.allvideomodels.provider.pika.FalWire.Status;
import com.allvideomodels.provider.pika.FalWire.Video;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Pika's models by way of fal's queue. Only the submission names the model; status, result and cancellation live under {@code
 * fal-ai/pika}, at addresses that the answer gives and that are used if they are on fal's own host. COMPLETED is the end of
 * successes and of failures alike: the result tells which. A deletion would need a key with administrator's rights, which a
 * running service should not hold; media lapse by their lifetime.
 */
@Component
class Pika implements VideoProvider {

    /** What every request but the submission lies under. */
    private static final String REQUESTS = "/fal-ai/pika/requests/";

    /** fal's client asks twice a second; for a video this is often enough. */
    private static final Duration PACE = Duration.ofSeconds(4);

    private final PikaSettings settings;
    private final ApiClient queue;
    private final FalStorage storage;

    Pika(ApiClients clients, PikaSettings settings) {
        var key = Map.of("Authorization", "Key " + settings.apiKey());
        this.settings = settings;
        this.queue = clients.at(settings.queueUrl(), key);
        this.storage = new FalStorage(clients.at(settings.storageUrl(), key), settings.lifecycle());
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.PIKA;
    }

    @Override
    public boolean available() {
        return !settings.apiKey().isBlank();
    }

    @Override
    public Submission submit(RenderRequest request) {
        var rules = request.model().rules(request.mode()).orElseThrow();
        try {
            var placed = Placed.all(request.inputs(), storage::place);
            var body = new PikaBody(request, rules, placed::uri).fields();
            return Outcomes.submission(
                    queue.create(endpoint(request, rules), body, headers()), this::accepted, Pika::refused);
        } catch (NotPlaced nothingCreated) {
            return nothingCreated.instead();
        }
    }

    private HttpUrl endpoint(RenderRequest request, ModeRules rules) {
        var path = rules.wirePath().isEmpty() ? "/" + request.model().wireId() : rules.wirePath();
        var endpoint = queue.at(path).newBuilder();
        if (request.doorbell() != null) {
            endpoint.addQueryParameter("fal_webhook", request.doorbell().toString());
        }
        return endpoint.build();
    }

    private Map<String, String> headers() {
        return Map.of("x-fal-queue-priority", "normal", "x-fal-object-lifecycle-preference", settings.lifecycle());
    }

    private Submission accepted(Answered said) {
        var queued = said.read(Queued.class);
        return Outcomes.accepted(
                queued.map(Queued::requestId), id -> new ProviderTask(id, addresses(queued.orElseThrow())));
    }

    private static Submission refused(Answered said) {
        return Outcomes.queueRefusal(said, FalFailure::refused);
    }

    private Map<String, String> addresses(Queued queued) {
        Map<String, String> addresses = new HashMap<>();
        keep(addresses, "status", queued.statusUrl());
        keep(addresses, "response", queued.responseUrl());
        keep(addresses, "cancel", queued.cancelUrl());
        return addresses;
    }

    private void keep(Map<String, String> addresses, String name, @Nullable String address) {
        queue.own(address).ifPresent(own -> addresses.put(name, own.toString()));
    }

    @Override
    public Sighting look(ProviderTask task) {
        var status = address(task, "status", "/status")
                .newBuilder()
                .setQueryParameter("logs", "0")
                .build();
        return Outcomes.sighting(queue.get(status), Status.class, read -> sighting(task, read), Pika::gone);
    }

    /** What was stored is checked again: the key goes to the configured host, and that may have changed since. */
    private HttpUrl address(ProviderTask task, String name, String ending) {
        return queue.own(task.details().get(name))
                .orElseGet(() -> queue.at(REQUESTS + Addresses.segment(task.id()) + ending));
    }

    private Sighting sighting(ProviderTask task, Status status) {
        return switch (status.status()) {
            case null -> new Sighting.Unanswered(null);
            case "IN_QUEUE" -> new Sighting.Waiting(position(status));
            case "COMPLETED" ->
                status.errorType() == null && absent(status)
                        ? result(task)
                        : FalFailure.ended(status.errorType(), status.error());
            // IN_PROGRESS, and whatever comes to be besides: not an end.
            default -> new Sighting.Rendering(OptionalInt.empty());
        };
    }

    private static boolean absent(Status status) {
        return status.error() == null || status.error().isNull();
    }

    private static OptionalInt position(Status status) {
        var position = status.queuePosition();
        return position == null || position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }

    private Sighting result(ProviderTask task) {
        return switch (queue.get(address(task, "response", ""))) {
            case Answered said when said.ok() -> ready(said);
            case Answered said when gone(said) -> new Sighting.Vanished();
            // These speak of our access or pace, not of the video.
            case Answered said
            when said.status() == 401 || said.status() == 403 || said.status() == 429 ->
                new Sighting.Unanswered(said.retryAfter());
            case Answered said -> failed(said);
            case Answer none -> new Sighting.Unanswered(null);
        };
    }

    private static Sighting failed(Answered said) {
        return said.read(Problem.class)
                .filter(problem -> problem.detail() != null || problem.errorType() != null)
                .map(problem -> FalFailure.ended(said, problem))
                .orElseGet(() -> new Sighting.Unanswered(said.retryAfter()));
    }

    private static Sighting ready(Answered said) {
        var result = said.read(Result.class);
        if (result.isEmpty()) {
            return new Sighting.Unanswered(null);
        }
        var url = result.map(Result::video).map(Video::url);
        return Outcomes.ready(url.stream().toList(), new Sighting.Failed(FailureReason.PROVIDER_FAILED));
    }

    private static boolean gone(Answered said) {
        return said.status() == 404 && said.read(Problem.class).isPresent();
    }

    /** For a video being made this is but a signal: it may still be finished, so the task is kept in sight. */
    @Override
    public Cancellation cancel(ProviderTask task) {
        return switch (queue.send("PUT", address(task, "cancel", "/cancel"), null)) {
            case Answered said
            when said.ok() ->
                said.read(Status.class)
                        .map(Status::status)
                        .map(Pika::cancellation)
                        .orElseGet(Cancellation.Unanswered::new);
            case Answered said when over(said) -> new Cancellation.TooLate();
            case Answer unclear -> new Cancellation.Unanswered(unclear.retryAfter());
        };
    }

    /** fal's own word, not that of something in between. */
    private static boolean over(Answered said) {
        return (said.status() == 400 || said.status() == 404)
                && said.read(Status.class).isPresent();
    }

    private static Cancellation cancellation(String status) {
        return switch (status) {
            // Taken out of the line before anyone began.
            case "OK" -> new Cancellation.Cancelled();
            case "ALREADY_COMPLETED", "NOT_FOUND" -> new Cancellation.TooLate();
            default -> new Cancellation.Requested();
        };
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public int concurrency() {
        return settings.concurrency();
    }

    @Override
    public String toString() {
        return "Pika";
    }
}
