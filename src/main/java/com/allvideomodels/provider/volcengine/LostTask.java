package com.allvideomodels.provider.volcengine;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a task whose answer was lost. Ark tells no prompts, but it tells the seed, and ours is made of the request. A task
 * that is still waiting may not tell it yet; then the question is asked again later rather than answered with a stranger's task.
 */
record LostTask(String model, RenderRequest request) {

    /** Our clock and Ark's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private enum Fit {
        SURE,
        POSSIBLE,
        NO
    }

    Reconciliation among(List<ArkTask> tasks) {
        var sure = tasks.stream().filter(task -> fit(task) == Fit.SURE).toList();
        if (!sure.isEmpty()) {
            return one(sure);
        }
        var possible = tasks.stream().filter(task -> fit(task) == Fit.POSSIBLE).toList();
        if (possible.stream().anyMatch(ArkTask::waiting)) {
            return new Reconciliation.Unanswered();
        }
        return possible.isEmpty() ? new Reconciliation.Absent() : one(possible);
    }

    private static Reconciliation one(List<ArkTask> fitting) {
        var id = fitting.getFirst().id();
        return fitting.size() == 1 && id != null
                ? new Reconciliation.Found(ProviderTask.of(id))
                : new Reconciliation.NotOffered();
    }

    private Fit fit(ArkTask task) {
        if (!ours(task) || tooOld(task) || contradicts(task)) {
            return Fit.NO;
        }
        return task.seed() == null ? Fit.POSSIBLE : Fit.SURE;
    }

    /** A task of an endpoint of ours ({@code ep-…}) may be told with the name of the model behind it. */
    private boolean ours(ArkTask task) {
        return model.startsWith("ep-") || model.equals(task.model());
    }

    private boolean tooOld(ArkTask task) {
        return task.createdAt() < request.askedAt().minus(SKEW).getEpochSecond();
    }

    private boolean contradicts(ArkTask task) {
        return differs(task.seed(), TaskWriter.seed(request))
                || differs(task.safetyIdentifier(), TaskWriter.safetyIdentifier(request))
                || differs(
                        task.resolution(),
                        request.settings().get(Key.RESOLUTION).orElse(null))
                || (fixedRatio() && differs(task.ratio(), TaskWriter.ratio(request)))
                || (fixedDuration() && differs(task.duration(), TaskWriter.duration(request)));
    }

    private boolean fixedRatio() {
        return !"adaptive".equals(TaskWriter.ratio(request));
    }

    private boolean fixedDuration() {
        return !Objects.equals(-1, TaskWriter.duration(request));
    }

    /** What is not told contradicts nothing. */
    private static boolean differs(@Nullable Object told, @Nullable Object asked) {
        return told != null && asked != null && !told.equals(asked);
    }
}
