package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Quote.Priced;
import com.allvideomodels.provider.Quote.Refused;
import com.allvideomodels.provider.Quote.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** The form, its limits and its price come from the file, and whatever can be chosen has a price. */
class CatalogueTests {

    private static final String ONE = """
            models:
              - id: one
                api: runway
                wire-id: one-wire
                title: One
                modes:
                  - mode: text
                    prompt: {least: 1, most: 20}
                    parameters:
                      - {key: duration, least: 2, most: 10, preset: "5"}
                      - {key: resolution, options: ["720p", "1080p"], preset: "720p"}
                      - {key: sound, toggle: true, preset: "true"}
                      - {key: seed, least: 0, most: 4294967295, folded: true}
                      - {key: negative-prompt, longest: 5, folded: true}
                    forbidden: [{resolution: "1080p", duration: "10"}]
                    price:
                      unit: second
                      minimum: 12
                      rates:
                        - {when: {resolution: "1080p", sound: "true"}, credits: 4.5}
                        - {when: {resolution: "1080p"}, credits: 3}
                        - {credits: 2.2}
                  - mode: upscale
                    prompt: {least: 0, most: 0}
                    inputs: [{role: source-video, kind: video, least: 1, most: 1, largest-bytes: 1000000, shortest-seconds: 1, longest-seconds: 30}]
                    price: {unit: input-frame, rates: [{credits: 0.7}]}
            """;

    private final Catalogue catalogue = read(ONE);
    private final Model one = catalogue.find(new ModelId("one")).orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "5,720p,true,12",
        "6,720p,false,14",
        "10,720p,true,22",
        "5,1080p,true,23",
        "5,1080p,false,15",
        "2,1080p,false,12"
    })
    void thePriceIsTheRateTimesTheSecondsRoundedUpAndAtLeastTheMinimum(
            String seconds, String resolution, String sound, long credits) {
        var settings = new Settings(Map.of(Key.DURATION, seconds, Key.RESOLUTION, resolution, Key.SOUND, sound));
        assertThat(quote("boat", settings))
                .isInstanceOfSatisfying(
                        Priced.class, priced -> assertThat(priced.price()).isEqualTo(new Credits(credits)));
    }

    @Test
    void whatWasNotChosenCountsAsItsPreset() {
        assertThat(quote("boat", Settings.NONE))
                .isEqualTo(new Priced(
                        new Settings(Map.of(Key.DURATION, "5", Key.RESOLUTION, "720p", Key.SOUND, "true")),
                        new Credits(12)));
    }

    @Test
    void whatTheModelDoesNotDeclareIsDropped() {
        assertThat(quote("boat", new Settings(Map.of(Key.HDR, "true"))))
                .isInstanceOfSatisfying(
                        Priced.class,
                        priced -> assertThat(priced.settings().get(Key.HDR)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "11", "5.0", "05", "+5", "five", "99999999999999999999"})
    void aNumberOutOfItsRangeIsRefusedAtItsField(String seconds) {
        assertThat(quote("boat", new Settings(Map.of(Key.DURATION, seconds))))
                .isEqualTo(new Refused(
                        List.of(new Violation("setting-duration", "quote.setting.number", List.of(2L, 10L)))));
    }

    @Test
    void aValueThatIsNotOfferedIsRefusedAtItsField() {
        assertThat(fields(quote(
                        "boat",
                        new Settings(
                                Map.of(Key.RESOLUTION, "8k", Key.SOUND, "maybe", Key.NEGATIVE_PROMPT, "too long")))))
                .containsExactlyInAnyOrder("setting-resolution", "setting-sound", "setting-negative-prompt");
    }

    @Test
    void aForbiddenCombinationIsRefused() {
        assertThat(quote("boat", new Settings(Map.of(Key.RESOLUTION, "1080p", Key.DURATION, "10"))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aPromptIsMeasuredWithoutTheSpaceAroundIt() {
        assertThat(fields(quote("   ", Settings.NONE))).containsExactly("prompt");
        assertThat(fields(quote("x".repeat(21), Settings.NONE))).containsExactly("prompt");
        assertThat(quote("  " + "x".repeat(20) + "\n", Settings.NONE)).isInstanceOf(Priced.class);
    }

    @Test
    void inputsAreCheckedByKindSizeAndLength() {
        assertThat(fields(upscale())).containsExactly("input-source-video");
        assertThat(fields(upscale(video(999, 31_000)))).containsExactly("input-source-video");
        assertThat(fields(upscale(video(999, 500)))).containsExactly("input-source-video");
        assertThat(fields(upscale(video(1_000_001, 2000)))).containsExactly("input-source-video");
        assertThat(fields(upscale(video(999, 2000), video(999, 2000)))).containsExactly("input-source-video");
        assertThat(fields(upscale(new InputFacts(InputRole.SOURCE_VIDEO, false, 10, 10, 10, Duration.ZERO, 0))))
                .containsExactly("input-source-video");
        assertThat(upscale(video(999, 2000))).isEqualTo(new Priced(Settings.NONE, new Credits(34)));
    }

    @Test
    void aPriceThatHangsOnAMissingInputIsUnknown() {
        assertThat(catalogue.price(one, Mode.UPSCALE, Settings.NONE, List.of())).isEmpty();
        assertThat(catalogue.price(one, Mode.TEXT, Settings.NONE, List.of())).contains(new Credits(12));
        assertThat(catalogue.price(one, Mode.EXTEND, Settings.NONE, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {credits: 2.2} | # none | has no price",
                "unit: second | unit: month | is no Unit",
                "api: runway | api: acme | is no ProviderApi",
                "mode: upscale | mode: text | twice",
                "title: One | titel: One | titel",
                "key: seed, | key: seed, speed: fast, | speed",
            })
    void aFileThatContradictsItselfStopsTheStart(String was, String becomes, String says) {
        String broken = ONE.replace(was, becomes);
        assertThat(broken).isNotEqualTo(ONE);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining(says);
    }

    @Test
    void theCatalogueThatShipsIsSound() {
        var shipped = new ReadCatalogue(new CatalogueSettings(
                new ByteArrayResource(new byte[0]) {
                    @Override
                    public boolean exists() {
                        return false;
                    }
                },
                new ClassPathResource("defaults/models.yml")));
        assertThat(shipped.models()).isNotEmpty();
    }

    private Quote quote(String prompt, Settings settings) {
        return catalogue.quote(one, Mode.TEXT, prompt, settings, List.of());
    }

    private Quote upscale(InputFacts... inputs) {
        return catalogue.quote(one, Mode.UPSCALE, "", Settings.NONE, List.of(inputs));
    }

    private static InputFacts video(long bytes, long millis) {
        return new InputFacts(
                InputRole.SOURCE_VIDEO, true, 640, 360, bytes, Duration.ofMillis(millis), millis * 24 / 1000);
    }

    private static List<String> fields(Quote quote) {
        return ((Refused) quote).violations().stream().map(Violation::field).toList();
    }

    private static Catalogue read(String yaml) {
        var file = new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8));
        return new ReadCatalogue(new CatalogueSettings(file, file));
    }
}
