package com.allvideomodels.provider.runway;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.provider.Cancellation;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.Mode;
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
import com.allvideomodels.provider.runway.RunwayWire.Created;
import com.allvideomodels.provider.runway.RunwayWire.Problem;
import com.allvideomodels.provider.runway.RunwayWire.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import org.springframework.stereotype.Component;

/** Runway's developer API. It has no callbacks and no list, and one DELETE that cancels what runs and deletes what is done. */
@Component
class Runway implements VideoProvider {

    /** Old versions live four months after a new one appears; this is still the only one. */
    private static final String VERSION = "2024-11-06";

    /** Asked for by the documentation: no more than one read of a task in five seconds. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private final RunwaySettings settings;
    private final ApiClient runway;
    private final RunwayUploads uploads;

    Runway(ApiClients clients, RunwaySettings settings) {
        this.settings = settings;
        this.runway = clients.at(
                settings.baseUrl(),
                Map.of("Authorization", "Bearer " + settings.apiKey(), "X-Runway-Version", VERSION));
        this.uploads = new RunwayUploads(runway);
    }

    @Override
    public ProviderApi api() {
        return ProviderApi.RUNWAY;
    }

    @Override
    public boolean available() {
        return !settings.apiKey().isBlank();
    }

    @Override
    public Submission submit(RenderRequest request) {
        var rules = request.model().rules(request.mode()).orElseThrow();
        try {
            var placed = Placed.all(request.inputs(), uploads::place);
            var body = new RunwayBody(request, rules, placed::uri).fields();
            return Outcomes.submission(runway.create(runway.at(path(rules)), body), Runway::accepted, Runway::refused);
        } catch (NotPlaced nothingCreated) {
            return nothingCreated.instead();
        }
    }

    private static String path(ModeRules rules) {
        return rules.wirePath().isEmpty() ? usualPath(rules.mode()) : rules.wirePath();
    }

    private static String usualPath(Mode mode) {
        return switch (mode) {
            case TEXT, REFERENCE -> "/v1/text_to_video";
            case IMAGE, FRAMES -> "/v1/image_to_video";
            case EDIT, EXTEND -> "/v1/video_to_video";
            case UPSCALE -> "/v1/video_upscale";
        };
    }

    private static Submission accepted(Answered said) {
        return Outcomes.accepted(said.read(Created.class).map(Created::id), ProviderTask::of);
    }

    /** 503 is documented as load shedding; 502 and 504 too, but those come from a gateway that may have passed the request on. */
    private static Submission refused(Answered said) {
        return Outcomes.queueRefusal(said, RunwayFailure::ofRefusal);
    }

    @Override
    public Sighting look(ProviderTask task) {
        return seen(runway.get(address(task)));
    }

    private static Sighting seen(Answer answer) {
        return Outcomes.sighting(answer, Task.class, Runway::sighting, Runway::gone);
    }

    private HttpUrl address(ProviderTask task) {
        return runway.at("/v1/tasks/" + Addresses.segment(task.id()));
    }

    /** Runway's own 404, not that of something in between. */
    private static boolean gone(Answered said) {
        return said.status() == 404
                && said.read(Problem.class).map(Problem::error).isPresent();
    }

    private static Sighting sighting(Task task) {
        return switch (task.status()) {
            case null -> new Sighting.Unanswered(null);
            // Over the limit of our tier: Runway holds it and runs it later.
            case "PENDING", "THROTTLED" -> new Sighting.Waiting(OptionalInt.empty());
            case "RUNNING" -> new Sighting.Rendering(percent(task));
            case "SUCCEEDED" -> ready(task);
            case "FAILED" -> new Sighting.Failed(RunwayFailure.ofCode(task.failureCode()));
            case "CANCELLED" -> new Sighting.Cancelled();
            default -> new Sighting.Rendering(OptionalInt.empty());
        };
    }

    private static OptionalInt percent(Task task) {
        var part = task.progress();
        return part == null ? OptionalInt.empty() : OptionalInt.of((int) Math.clamp(Math.round(part * 100), 0, 100));
    }

    private static Sighting ready(Task task) {
        return Outcomes.ready(
                task.output() == null ? List.of() : task.output(),
                new Sighting.Failed(RunwayFailure.ofCode(task.failureCode())));
    }

    /** DELETE on a finished task deletes the paid video, so the task is looked at first and left alone once it has ended. */
    @Override
    public Cancellation cancel(ProviderTask task) {
        var answer = runway.get(address(task));
        return switch (seen(answer)) {
            case Sighting.Waiting w -> stop(task);
            // A status that we do not know may be an end.
            case Sighting.Rendering r -> running(answer) ? stop(task) : new Cancellation.Unanswered();
            case Sighting.Ready r -> new Cancellation.TooLate();
            case Sighting.Failed f -> new Cancellation.TooLate();
            case Sighting.Cancelled c -> new Cancellation.Cancelled();
            // An earlier DELETE of ours whose answer was lost: after it the task is unknown.
            case Sighting.Vanished v -> new Cancellation.Cancelled();
            case Sighting.Unanswered u -> new Cancellation.Unanswered(u.retryAfter());
        };
    }

    private static boolean running(Answer answer) {
        return answer.success(Task.class)
                .map(Task::status)
                .filter("RUNNING"::equals)
                .isPresent();
    }

    private Cancellation stop(ProviderTask task) {
        return deleteCopy(task) instanceof CopyDeletion.Deleted
                ? new Cancellation.Cancelled()
                : new Cancellation.Unanswered();
    }

    @Override
    public CopyDeletion deleteCopy(ProviderTask task) {
        return Outcomes.deletion(runway.send("DELETE", address(task), null), Runway::gone);
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
        return "Runway";
    }
}
