package com.allvideomodels.provider.http;

import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Reconciliation;
import com.allvideomodels.provider.RenderRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A provider's list of tasks, searched for the one whose answer was lost. */
public final class Listing {

    /** Our clock and the provider's may differ. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private Listing() {}

    /** @param last whether the list ends here */
    public record Page<T>(List<T> tasks, boolean last) {}

    /**
     * Reads the list from its beginning. What is not in the pages that are read may stand in the others, so a list that is longer
     * never says that there is no task.
     *
     * @param most pages to read
     * @param pages the page of this number, from 0 on; empty where it could not be read
     * @param among the task that fits the request
     */
    public static <T> Reconciliation search(
            int most, IntFunction<Optional<Page<T>>> pages, Function<List<T>, Reconciliation> among) {
        List<T> tasks = new ArrayList<>();
        for (int number = 0; number < most; number++) {
            var page = pages.apply(number).orElse(null);
            if (page == null) {
                return new Reconciliation.Unanswered();
            }
            tasks.addAll(page.tasks());
            if (page.last()) {
                return among.apply(tasks);
            }
        }
        var found = among.apply(tasks);
        return found instanceof Reconciliation.Absent ? new Reconciliation.NotOffered() : found;
    }

    /** The one task that fits; two are no answer. */
    public static <T> Reconciliation only(List<T> fitting, Function<T, @Nullable String> id) {
        if (fitting.isEmpty()) {
            return new Reconciliation.Absent();
        }
        var name = id.apply(fitting.getFirst());
        return fitting.size() == 1 && name != null
                ? new Reconciliation.Found(ProviderTask.of(name))
                : new Reconciliation.NotOffered();
    }

    /** The earliest that a task of this request can have been made, by the provider's clock. */
    public static Instant earliest(RenderRequest request) {
        return request.askedAt().minus(SKEW);
    }

    /** Whether a task contradicts what was asked for. What is not told contradicts nothing. */
    public static boolean differs(@Nullable Object told, @Nullable Object asked) {
        return told != null && asked != null && !told.equals(asked);
    }
}
