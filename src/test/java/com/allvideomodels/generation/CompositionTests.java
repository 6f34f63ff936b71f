package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.ModeRules.PromptRule;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.PriceRule;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One click becomes one order for each model and each picture, and the total is the sum of what is shown. */
class CompositionTests {

    private static final Model LONG = model("long", new WholeNumber(Key.DURATION, 2, 10, "5", false));
    private static final Model SHORT = model("short", new Choice(Key.DURATION, List.of("4", "8"), "8", false));

    private static final Model WORDS = model("words", new WholeNumber(Key.DURATION, 2, 10, "5", false), List.of());

    private final CreateForm form = new CreateForm(
            UUID.randomUUID(),
            "boat",
            Mode.IMAGE,
            List.of(),
            false,
            new Settings(Map.of(Key.DURATION, "6")),
            Map.of(),
            List.of(6L, 6L));

    @Test
    void severalPicturesMakeSeveralVideos() {
        var composition = composition(List.of(LONG), upload(), upload(), upload());
        assertThat(composition.pieces())
                .hasSize(3)
                .allSatisfy(piece -> assertThat(piece.inputs()).hasSize(1));
        assertThat(composition.total()).contains(new Credits(18));
    }

    @Test
    void moreThanTenVideosAreTooMuchForOneClickAndNoneIsLeftOutInSilence() {
        assertThat(composition(List.of(LONG), pictures(10)).isTooMuch()).isFalse();
        var eleven = composition(List.of(LONG), pictures(11));
        assertThat(eleven.isTooMuch()).isTrue();
        assertThat(eleven.pieces()).hasSize(11);
    }

    @Test
    void aModelThatTakesNoPictureStaysInABatchWithOneVideo() {
        var composition = composition(List.of(LONG, WORDS), pictures(3));
        assertThat(composition.pieces())
                .extracting(piece -> piece.model().id().value())
                .containsExactly("long", "long", "long", "words");
    }

    @Test
    void aFormThatMovesToAnotherModelKeepsOnlyWhatThatModelTakes() {
        assertThat(composition(List.of(LONG)).settled().form().settings().get(Key.DURATION))
                .contains("6");
        assertThat(composition(List.of(SHORT)).settled().form().settings().get(Key.DURATION))
                .contains("8");
    }

    @Test
    void inAComparisonEveryModelIsPricedAtTheValueThatIsShown() {
        var settled = composition(List.of(LONG, SHORT), upload()).settled();
        assertThat(settled.form().settings().get(Key.DURATION)).contains("4");
        assertThat(settled.pieces())
                .allSatisfy(
                        piece -> assertThat(piece.settings().get(Key.DURATION)).contains("4"));
        assertThat(settled.total()).contains(new Credits(8));
    }

    @Test
    void aComparisonAsksForTheInputsOfAllItsModels() {
        assertThat(composition(List.of(WORDS, LONG)).slots())
                .extracting(InputSlot::role)
                .containsExactly(InputRole.FIRST_FRAME);
    }

    private static Upload[] pictures(int number) {
        return Stream.generate(CompositionTests::upload).limit(number).toArray(Upload[]::new);
    }

    @Test
    void inAComparisonAModelKeepsItsOwnValueWhereItCannotTakeTheSharedOne() {
        var pieces = composition(List.of(LONG, SHORT), upload()).pieces();
        assertThat(pieces.get(0).settings().get(Key.DURATION)).contains("6");
        assertThat(pieces.get(1).settings().get(Key.DURATION)).isEmpty();
    }

    @Test
    void aloneAWrongValueStaysToBeRefusedInWords() {
        assertThat(composition(List.of(SHORT), upload())
                        .pieces()
                        .getFirst()
                        .settings()
                        .get(Key.DURATION))
                .contains("6");
    }

    @Test
    void theSameClickMakesTheSameKeysAndEachOrderItsOwn() {
        var composition = composition(List.of(LONG), upload(), upload());
        var pieces = composition.pieces();
        Order first = composition.order(pieces.get(0), 0, null);
        assertThat(composition.order(pieces.get(0), 0, null)).isEqualTo(first);
        assertThat(composition.order(pieces.get(1), 1, null).clientKey()).isNotEqualTo(first.clientKey());
        assertThat(first.agreed()).isEqualTo(new Credits(6));
    }

    @Test
    void aPriceThatWasNeverShownIsNotAgreedTo() {
        var composition = composition(List.of(LONG), upload(), upload(), upload());
        assertThat(composition.order(composition.pieces().get(2), 2, null).agreed())
                .isEqualTo(Credits.NONE);
    }

    @Test
    void modelsShareTheValuesThatAllOfThemTake() {
        List<Parameter> shared =
                SharedSettings.of(List.of(LONG.modes().getFirst(), SHORT.modes().getFirst()));
        assertThat(shared).containsExactly(new Choice(Key.DURATION, List.of("4", "8"), "4", false));
    }

    private Composition composition(List<Model> models, Upload... uploads) {
        return new Composition(
                form,
                models,
                Map.of(InputRole.FIRST_FRAME, List.of(uploads)),
                (model, settings, inputs) ->
                        Optional.of(new Credits(settings.number(Key.DURATION).orElse(8))));
    }

    private static Upload upload() {
        return new Upload(
                UploadId.fresh(),
                AccountId.fresh(),
                "a.jpg",
                false,
                MediaId.fresh(),
                MediaId.fresh(),
                "image/jpeg",
                10,
                640,
                360,
                Duration.ZERO,
                0,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Model model(String id, Parameter duration) {
        return model(id, duration, List.of(new InputSlot(InputRole.FIRST_FRAME, false, 1, 1, 1000, null, null)));
    }

    private static Model model(String id, Parameter duration, List<InputSlot> slots) {
        var rules = new ModeRules(
                Mode.IMAGE,
                "",
                Map.of(),
                new PromptRule(0, 100),
                slots,
                List.of(duration),
                List.of(),
                new PriceRule(PriceRule.Unit.CLIP, List.of(), 0));
        return new Model(new ModelId(id), ProviderApi.RUNWAY, id, id, List.of(rules));
    }
}
