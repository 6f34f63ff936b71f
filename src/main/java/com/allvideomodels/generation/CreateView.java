package com.allvideomodels.generation;

import com.allvideomodels.kernel.Credits;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.privacy.Processors.Processor;
import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.InputSlot;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Parameter.Choice;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Parameter.Toggle;
import com.allvideomodels.provider.Parameter.WholeNumber;
import com.allvideomodels.provider.Parameter.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of {@code /create} shows.
 *
 * @param unconsented the providers of the chosen models whose terms the person has not agreed to
 * @param withheld providers, by slug, that a parent has to allow before the person can agree
 * @param prompts what was typed lately
 * @param errors by field, in the person's language
 */
record CreateView(
        Composition composition,
        List<Mode> modes,
        List<ModelChoice> models,
        List<SlotField> slots,
        List<SettingField> settings,
        List<Processor> unconsented,
        Set<String> withheld,
        Credits available,
        List<History.Prompt> prompts,
        Map<String, List<String>> errors) {

    public CreateForm form() {
        return composition.form();
    }

    public int most() {
        return Composition.MOST;
    }

    public List<Composition.Piece> pieces() {
        return composition.pieces();
    }

    @Nullable
    public Credits total() {
        return composition.total().orElse(null);
    }

    /** What is left after this click; {@code null} where the price is unknown or more than there is. */
    @Nullable
    public Credits after() {
        return composition
                .total()
                .filter(available::covers)
                .map(available::minus)
                .orElse(null);
    }

    public boolean isShort() {
        return composition.total().filter(total -> !available.covers(total)).isPresent();
    }

    public List<String> errorsOf(String field) {
        return errors.getOrDefault(field, List.of());
    }

    public List<SettingField> plain() {
        return settings.stream().filter(one -> !one.parameter().folded()).toList();
    }

    public List<SettingField> folded() {
        return settings.stream().filter(one -> one.parameter().folded()).toList();
    }

    public boolean isFoldOpen() {
        return folded().stream().anyMatch(one -> !errorsOf(one.field()).isEmpty());
    }

    /**
     * A model in the list.
     *
     * @param price for the settings of the form as far as it takes them, {@code null} while it hangs on an input
     * @param pace from the click to the video, from its own past, {@code null} before there is one
     */
    record ModelChoice(
            Model model,
            ModeRules rules,
            boolean chosen,
            boolean open,
            boolean consented,
            @Nullable Credits price,
            Estimates.@Nullable Spread pace) {

        /** {@code 2–10} or {@code 5, 10}; empty where the length is not chosen. */
        public String seconds() {
            return rules.parameter(Key.DURATION).map(ModelChoice::values).orElse("");
        }

        public String resolutions() {
            return rules.parameter(Key.RESOLUTION).map(ModelChoice::values).orElse("");
        }

        public boolean sound() {
            return rules.parameter(Key.SOUND).isPresent();
        }

        private static String values(Parameter parameter) {
            return switch (parameter) {
                case Choice choice -> String.join(", ", choice.options());
                case WholeNumber number -> number.least() + "–" + number.most();
                case Toggle toggle -> "";
                case Words words -> "";
            };
        }
    }

    /** An upload that may be chosen, and how long it is still there. */
    record Pick(Upload upload, Span left) {}

    /** A place for inputs, with the uploads that may go there. */
    record SlotField(InputSlot slot, List<Pick> options, List<UploadId> chosen) {

        public String field() {
            return "input-" + slot.role().slug();
        }

        /** One picture each may also be several: each becomes a video of its own. */
        public boolean several() {
            return slot.most() > 1 || batch();
        }

        public boolean batch() {
            return slot.most() == 1 && slot.role() == InputRole.FIRST_FRAME;
        }

        /** What is added joins what is chosen, rather than taking its place. */
        public boolean adds() {
            return slot.most() > 1;
        }

        public boolean chose(Upload upload) {
            return chosen.contains(upload.id());
        }
    }

    /** A setting with the value to show. */
    record SettingField(Parameter parameter, String value) {

        public String field() {
            return "setting-" + parameter.key().slug();
        }

        public String kind() {
            return switch (parameter) {
                case Choice choice -> "choice";
                case Toggle toggle -> "toggle";
                case WholeNumber number -> number.most() - number.least() <= 60 ? "range" : "number";
                case Words words -> "words";
            };
        }

        public List<String> options() {
            return switch (parameter) {
                case Choice choice -> choice.options();
                case Toggle toggle -> List.of("true", "false");
                case WholeNumber number -> List.of();
                case Words words -> List.of();
            };
        }

        public Optional<WholeNumber> number() {
            return parameter instanceof WholeNumber number ? Optional.of(number) : Optional.empty();
        }
    }
}
