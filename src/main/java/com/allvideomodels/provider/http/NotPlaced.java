package com.allvideomodels.provider.http;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Answer.NotSent;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Submission;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An input could not be brought to where the provider reads it. No video was asked for. */
public final class NotPlaced extends Exception {

    private final transient Submission instead;

    private NotPlaced(Submission instead) {
        super(null, null, false, false);
        this.instead = instead;
    }

    /** It may go better another time. */
    public static NotPlaced busy() {
        return new NotPlaced(new Submission.Busy(null));
    }

    /** Of an answer that gave no place: the provider turned the request down for this reason, or it may go better later. */
    public static NotPlaced after(Answer answer, Function<Answered, FailureReason> reason) {
        return new NotPlaced(
                switch (answer) {
                    case NotSent unsent -> Submission.Busy.unreached(null);
                    case Answered said when said.turnedDown() -> new Submission.Refused(reason.apply(said));
                    case Answer unclear -> new Submission.Busy(unclear.retryAfter());
                });
    }

    /** What the submission comes to. */
    public Submission instead() {
        return instead;
    }

    @Override
    public @Nullable String getMessage() {
        return instead.toString();
    }
}
