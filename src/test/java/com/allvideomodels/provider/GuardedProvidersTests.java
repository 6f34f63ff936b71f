package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A provider that answers nothing is given a rest. */
class GuardedProvidersTests {

    private static final ProviderTask TASK = ProviderTask.of("1");
    private static final ProvidersSettings SETTINGS = new ProvidersSettings(10, 5, 60, Duration.ofSeconds(30));

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final Canned adapter = new Canned();
    private final Providers providers = new GuardedProviders(List.of(adapter), SETTINGS, clock);

    private void silence(int calls) {
        adapter.answer = new Sighting.Unanswered(null);
        for (int i = 0; i < calls; i++) {
            providers.of(ProviderApi.RUNWAY).look(TASK);
        }
    }

    @Test
    void silenceOpensTheCircuit() {
        silence(5);
        assertThat(providers.open(ProviderApi.RUNWAY)).isFalse();
        assertThat(providers.of(ProviderApi.RUNWAY).available()).isTrue();
        int before = adapter.looks;
        assertThat(providers.of(ProviderApi.RUNWAY).look(TASK))
                .isEqualTo(new Sighting.Unanswered(SETTINGS.rest(), false));
        assertThat(providers.of(ProviderApi.RUNWAY).cancel(TASK))
                .isEqualTo(new Cancellation.Unanswered(SETTINGS.rest(), false));
        assertThat(adapter.looks).isEqualTo(before);
    }

    @Test
    void nothingIsAskedForWhileItRests() {
        silence(5);
        assertThat(providers.of(ProviderApi.RUNWAY).submit(Canned.request()))
                .isEqualTo(Submission.Busy.unreached(SETTINGS.rest()));
        assertThat(adapter.submissions).isZero();
    }

    @Test
    void aProviderThatCannotBeReachedIsSilentAndOneThatIsBusyIsNot() {
        adapter.submission = new Submission.Busy(null);
        submit(20);
        assertThat(providers.open(ProviderApi.RUNWAY)).isTrue();
        adapter.submission = Submission.Busy.unreached(null);
        submit(10);
        assertThat(providers.open(ProviderApi.RUNWAY)).isFalse();
        now = now.plusSeconds(31);
        submit(3);
        assertThat(providers.open(ProviderApi.RUNWAY))
                .as("trials that reached nobody")
                .isFalse();
    }

    private void submit(int times) {
        for (int i = 0; i < times; i++) {
            providers.of(ProviderApi.RUNWAY).submit(Canned.request());
        }
    }

    @Test
    void whetherThereIsAListIsTheAdaptersWord() {
        assertThat(providers.of(ProviderApi.RUNWAY).lists()).isTrue();
        assertThat(providers.of(ProviderApi.LUMA).lists()).isFalse();
    }

    @Test
    void afterTheRestItIsTriedAgain() {
        silence(5);
        now = now.plusSeconds(31);
        assertThat(providers.open(ProviderApi.RUNWAY)).isTrue();
        adapter.answer = new Sighting.Waiting(OptionalInt.empty());
        for (int i = 0; i < 20; i++) {
            assertThat(providers.of(ProviderApi.RUNWAY).look(TASK)).isEqualTo(adapter.answer);
        }
        assertThat(providers.open(ProviderApi.RUNWAY)).isTrue();
    }

    @Test
    void stillSilentItRestsAgain() {
        silence(5);
        now = now.plusSeconds(31);
        silence(3);
        assertThat(providers.open(ProviderApi.RUNWAY)).isFalse();
    }

    @Test
    void answersOfAnyKindAreNoFailures() {
        for (Sighting answer : List.of(
                new Sighting.Failed(FailureReason.PROVIDER_FAILED),
                new Sighting.Vanished(),
                new Sighting.Unanswered(Duration.ofSeconds(5)))) {
            adapter.answer = answer;
            for (int i = 0; i < 20; i++) {
                providers.of(ProviderApi.RUNWAY).look(TASK);
            }
        }
        assertThat(providers.open(ProviderApi.RUNWAY)).isTrue();
    }

    @Test
    void aFaultOfOursDoesNotCount() {
        adapter.answer = null;
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> providers.of(ProviderApi.RUNWAY).look(TASK))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(providers.open(ProviderApi.RUNWAY)).isTrue();
    }

    @Test
    void oneSilentProviderLeavesTheOthersAlone() {
        silence(5);
        assertThat(providers.of(ProviderApi.LUMA).available()).isFalse();
        assertThat(providers.open(ProviderApi.LUMA)).isFalse();
        assertThat(providers.of(ProviderApi.LUMA).submit(Canned.request()))
                .isEqualTo(new Submission.Refused(FailureReason.PROVIDER_UNAVAILABLE));
    }

    @Test
    void everyApiHasAProvider() {
        for (var api : ProviderApi.values()) {
            assertThat(providers.of(api).api()).isEqualTo(api);
        }
    }

    @Test
    void twoAdaptersForOneApiAreAMistake() {
        assertThatThrownBy(() -> new GuardedProviders(List.of(adapter, new Canned()), SETTINGS, clock))
                .isInstanceOf(IllegalStateException.class);
    }

    /** Answers what it was told to. */
    private static final class Canned implements VideoProvider {

        private Sighting answer = new Sighting.Vanished();
        private Submission submission = new Submission.Unanswered();
        private int looks;
        private int submissions;

        static RenderRequest request() {
            var model = CatalogueEntries.model(ProviderApi.RUNWAY, "runway-gen4-5");
            return AgainstServer.request(model, Mode.TEXT, "a boat", Settings.NONE);
        }

        @Override
        public ProviderApi api() {
            return ProviderApi.RUNWAY;
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Submission submit(RenderRequest request) {
            submissions++;
            return submission;
        }

        @Override
        public Sighting look(ProviderTask task) {
            looks++;
            if (answer == null) {
                throw new IllegalStateException("a fault of ours");
            }
            return answer;
        }

        @Override
        public boolean lists() {
            return true;
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int concurrency() {
            return 1;
        }
    }
}
