package com.allvideomodels.moderation;

import com.allvideomodels.http.Answer;
import com.allvideomodels.http.ApiClient;
import com.allvideomodels.http.ApiClients;
import com.allvideomodels.http.Timeouts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks Creem. What is not plainly allowed is not: neither a doubt nor silence opens the way. */
@Component
class CreemModeration implements Moderation {

    private static final Logger LOG = LoggerFactory.getLogger(CreemModeration.class);

    /** The longest a person waits for it at their click. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ApiClient client;
    private final boolean on;

    CreemModeration(ModerationSettings settings, InstantSource clock) {
        this.client = new ApiClients(clock, new Timeouts(LIMIT, LIMIT, LIMIT))
                .at(settings.baseUrl(), Map.of("x-api-key", settings.apiKey()));
        this.on = settings.moderation();
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public Verdict screen(String text, String reference) {
        return on ? verdict(ask(text, reference)) : new Verdict.Off();
    }

    private Answer ask(String text, String reference) {
        var question = Map.of("prompt", text, "external_id", reference);
        return client.send("POST", client.at("/v1/moderation/prompt"), question);
    }

    private static Verdict verdict(Answer answer) {
        if (answer instanceof Answer.Answered said && !said.ok()) {
            LOG.warn("A prompt could not be screened: Creem answered {}", said.status());
        }
        return answer.success(Result.class).map(Result::verdict).orElseGet(Verdict.Unavailable::new);
    }

    /** @param decision {@code allow}, {@code flag}, {@code deny}, or a word that is not known here */
    record Result(@Nullable String id, @Nullable String decision) {

        Verdict verdict() {
            if (id == null || id.isBlank()) {
                return new Verdict.Unavailable();
            }
            return "allow".equals(decision) ? new Verdict.Cleared(id) : new Verdict.Blocked(id);
        }
    }
}
