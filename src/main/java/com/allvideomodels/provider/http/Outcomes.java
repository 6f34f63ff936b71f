package com.allvideomodels.provider.http;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Answer.Lost;
import com.allvideomodels.http.Answer.NotSent;
import com.allvideomodels.provider.CopyDeletion;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderTask;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.provider.Submission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange comes to, as far as that is the same for every provider. What a provider's own words mean is told by its
 * adapter, in the functions that it passes.
 */
public final class Outcomes {

    private Outcomes() {}

    /**
     * Of a create. One that never left may be asked again; one whose answer was lost may have made a task.
     *
     * @param accepted reads an answer of success
     * @param refused reads every other answer
     */
    public static Submission submission(
            Answer answer, Function<Answered, Submission> accepted, Function<Answered, Submission> refused) {
        return switch (answer) {
            case NotSent unsent -> Submission.Busy.unreached(null);
            case Lost lost -> new Submission.Unanswered();
            case Answered answered -> answered.ok() ? accepted.apply(answered) : refused.apply(answered);
        };
    }

    /** Of a create that succeeded: without a name that can be asked for there may be a task, but nobody can tell which. */
    public static Submission accepted(Optional<String> id, Function<String, ProviderTask> task) {
        return id.filter(Addresses::isSegment)
                .map(task)
                .<Submission>map(Submission.Accepted::new)
                .orElseGet(Submission.Unanswered::new);
    }

    /**
     * Of a create that was not taken by a queue that sheds load before it takes anything in (429, 503). Whatever says neither that
     * nor a plain refusal leaves open what happened.
     */
    public static Submission queueRefusal(Answered answered, Function<Answered, FailureReason> reason) {
        if (answered.status() == 429 || answered.status() == 503) {
            return new Submission.Busy(answered.retryAfter());
        }
        return answered.turnedDown() ? new Submission.Refused(reason.apply(answered)) : new Submission.Unanswered();
    }

    /**
     * Of a look.
     *
     * @param meaning what a task as the provider tells it means
     * @param unknown tells the provider's own word that it knows no such task from a 404 of something between us
     */
    public static <T> Sighting sighting(
            Answer answer, Class<T> type, Function<T, Sighting> meaning, Predicate<Answered> unknown) {
        return switch (answer) {
            case Answered answered
            when answered.ok() -> answered.read(type).map(meaning).orElseGet(() -> new Sighting.Unanswered(null));
            case Answered answered when unknown.test(answered) -> new Sighting.Vanished();
            case Answer unclear -> new Sighting.Unanswered(unclear.retryAfter());
        };
    }

    /** Of a task that is done: its videos, or what that comes to where none of the words is an address. */
    public static Sighting ready(List<? extends @Nullable String> addresses, Sighting without) {
        var videos = Addresses.of(addresses);
        return videos.isEmpty() ? without : new Sighting.Ready(videos);
    }

    /**
     * Of a request to delete, which may be sent again.
     *
     * @param unknown as in {@link #sighting}: what the provider does not know (any more) is deleted
     */
    public static CopyDeletion deletion(Answer answer, Predicate<Answered> unknown) {
        return switch (answer) {
            case Answered answered
            when answered.ok() || unknown.test(answered) -> new CopyDeletion.Deleted(answered.status());
            case Answered answered
            when answered.refusedForGood() && answered.status() != 404 -> new CopyDeletion.Refused(answered.status());
            case Answered unclear -> new CopyDeletion.Unanswered(unclear.status());
            case Answer none -> new CopyDeletion.Unanswered();
        };
    }
}
