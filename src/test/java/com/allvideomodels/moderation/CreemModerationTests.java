package com.allvideomodels.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.moderation.Moderation.Verdict;
import com.allvideomodels.provider.AgainstServer;
import com.allvideomodels.provider.WireFacts;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreemModerationTests extends AgainstServer {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final LocalCreem CREEM = LocalCreem.at(0, null, CLOCK, 1000);

    @AfterAll
    static void close() {
        CREEM.close();
    }

    private static Moderation at(URI creem, boolean on) {
        return new CreemModeration(new ModerationSettings(creem, LocalCreem.API_KEY, on), CLOCK);
    }

    private final Moderation moderation = at(CREEM.address(), true);

    @Test
    void whatIsAllowedIsClearedByTheNumberOfItsAnswer() {
        assertThat(moderation.screen("a lighthouse", "ref-1"))
                .isInstanceOfSatisfying(
                        Verdict.Cleared.class,
                        cleared -> assertThat(cleared.result()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a [flag] lighthouse", "a [deny] lighthouse"})
    void aDoubtIsARefusal(String prompt) {
        assertThat(moderation.screen(prompt, "ref-2")).isInstanceOf(Verdict.Blocked.class);
    }

    @ParameterizedTest
    @EnumSource(LocalCreem.Kind.class)
    void whateverGoesWrongNothingIsCleared(LocalCreem.Kind trouble) {
        int before = CREEM.asked().size();
        CREEM.next("moderation", trouble);
        assertThat(moderation.screen("a lighthouse", "ref-3")).isEqualTo(new Verdict.Unavailable());
        assertThat(CREEM.asked()).as("never repeated").hasSize(before + 1);
    }

    @Test
    void nobodyListeningIsNoClearanceEither() {
        assertThat(at(URI.create("http://localhost:1"), true).screen("a lighthouse", "ref-4"))
                .isEqualTo(new Verdict.Unavailable());
    }

    @Test
    void whereItIsOffNobodyIsAsked() {
        int before = CREEM.asked().size();
        assertThat(at(CREEM.address(), false).screen("a [deny] lighthouse", "ref-5"))
                .isEqualTo(new Verdict.Off());
        assertThat(CREEM.asked()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"id\":\"modr_1\",\"decision\":\"allow\"}', Cleared",
        "'{\"id\":\"modr_1\",\"decision\":\"allowed\"}', Blocked",
        "'{\"id\":\"modr_1\",\"decision\":\"ALLOW\"}', Blocked",
        "'{\"id\":\"modr_1\",\"decision\":null,\"new\":[1]}', Blocked",
        "'{\"id\":\"modr_1\"}', Blocked",
        "'{\"decision\":\"allow\"}', Unavailable",
        "'{\"id\":\" \",\"decision\":\"allow\"}', Unavailable",
        "'[]', Unavailable",
        "'', Unavailable"
    })
    void onlyTheOneWordOpensTheWay(String answer, String verdict) {
        answers(200, answer);
        assertThat(at(base(), true).screen("a lighthouse", "ref-6").getClass().getSimpleName())
                .isEqualTo(verdict);
    }

    /** The request is what Creem's own client was recorded to send. */
    @Test
    void asksAsTheCompanysOwnClientDoes() throws InterruptedException {
        var recorded = WireFacts.of("creem").recorded("moderation.prompt");
        var body = recorded.fact().get("body");
        answers(200, recorded.fact().get("answer").toString());
        Verdict verdict = at(base(), true)
                .screen(body.get("prompt").asString(), body.get("external_id").asString());
        assertThat(verdict).isEqualTo(new Verdict.Cleared("modr_A1"));
        recorded.matches(taken(), LocalCreem.API_KEY);
    }

    @Test
    void silenceEndsAfterFiveSeconds() {
        long begun = System.nanoTime();
        assertThat(at(base(), true).screen("a lighthouse", "ref-7")).isEqualTo(new Verdict.Unavailable());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }
}
