package com.allvideomodels.provider.volcengine;

import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.http.Listing;
import java.util.List;
import java.util.Objects;

/**
 * Looks for a task whose answer was lost. Ark tells no prompts, but it tells the seed, and ours is made of the request. A task
 * that is still waiting may not tell it yet; then the question is asked again later rather than answered with a stranger's task.
 */
record LostTask(String model, RenderRequest request) {

    private enum Fit {
        SURE,
        POSSIBLE,
        NO
    }

    Reconciliation among(List<ArkTask> tasks) {
        var sure = tasks.stream().filter(task -> fit(task) == Fit.SURE).toList();
        if (!sure.isEmpty()) {
            return Listing.only(sure, ArkTask::id);
        }
        var possible = tasks.stream().filter(task -> fit(task) == Fit.POSSIBLE).toList();
        if (possible.stream().anyMatch(ArkTask::waiting)) {
            return new Reconciliation.Unanswered();
        }
        return Listing.only(possible, ArkTask::id);
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
        return task.createdAt() < Listing.earliest(request).getEpochSecond();
    }

    private boolean contradicts(ArkTask task) {
        return Listing.differs(task.seed(), TaskWriter.seed(request))
                || Listing.differs(task.safetyIdentifier(), TaskWriter.safetyIdentifier(request))
                || Listing.differs(
                        task.resolution(),
                        request.settings().get(Key.RESOLUTION).orElse(null))
                || (fixedRatio() && Listing.differs(task.ratio(), TaskWriter.ratio(request)))
                || (fixedDuration() && Listing.differs(task.duration(), TaskWriter.duration(request)));
    }

    private boolean fixedRatio() {
        return !"adaptive".equals(TaskWriter.ratio(request));
    }

    private boolean fixedDuration() {
        return !Objects.equals(-1, TaskWriter.duration(request));
    }
}
