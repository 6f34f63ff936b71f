package com.allvideomodels.generation;

import com.allvideomodels.generation.Generations.Requested;
import com.allvideomodels.moderation.Moderation;
import com.allvideomodels.moderation.Moderation.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has what people wrote screened before anything is charged: each text once, however many models are to make something of it. Of a text
 * that is refused nothing is kept but the number of the answer, in the log and without the person (decision 0119).
 */
@Component
class Screening {

    private static final Logger LOG = LoggerFactory.getLogger(Screening.class);

    private final Moderation moderation;

    Screening(Moderation moderation) {
        this.moderation = moderation;
    }

    boolean isOn() {
        return moderation.isOn();
    }

    /** What came of screening the texts of a click. */
    sealed interface Outcome {

        /** @param results the id of the answer by which each text may go out, by text */
        record Passed(Map<String, String> results) implements Outcome {

            static final Passed NOTHING = new Passed(Map.of());

            @Nullable
            String result(String text) {
                return results.get(text);
            }
        }

        record Stopped(Requested because) implements Outcome {}
    }

    /** Never within a transaction. @param texts with a reference for each; blank ones are not asked about */
    Outcome screen(Map<String, String> texts) {
        Map<String, String> results = new HashMap<>();
        for (var text : texts.entrySet()) {
            Optional<Requested> stop = text.getKey().isBlank() ? Optional.empty() : ask(text, results);
            if (stop.isPresent()) {
                return new Outcome.Stopped(stop.get());
            }
        }
        return new Outcome.Passed(results);
    }

    private Optional<Requested> ask(Map.Entry<String, String> text, Map<String, String> results) {
        return switch (moderation.screen(text.getKey(), text.getValue())) {
            case Verdict.Cleared cleared -> {
                results.put(text.getKey(), cleared.result());
                yield Optional.empty();
            }
            case Verdict.Blocked blocked -> {
                LOG.info("A prompt was refused by {}", blocked.result());
                yield Optional.of(new Requested.Blocked());
            }
            case Verdict.Unavailable silent -> Optional.of(new Requested.Unscreened());
            case Verdict.Off off -> Optional.empty();
        };
    }

    /** Whether these words may not go out: they were to be screened and were not. */
    boolean isMissing(String text, @Nullable String result) {
        return isOn() && !text.isBlank() && result == null;
    }
}
