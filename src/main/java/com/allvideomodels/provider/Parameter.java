package com.allvideomodels.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a model, as the catalogue declares it. The form, its validation and the request to the provider all come
 * from it. Keys are the product's own ({@link Key}); adapters translate them.
 */
public sealed interface Parameter {

    Key key();

    /** Whether the field stands among the folded ones. */
    boolean folded();

    /** What is sent where the person chose nothing; {@code null} where nothing is sent. */
    @Nullable
    String preset();

    /** Whether this is a value that the model takes. */
    boolean takes(String value);

    /** One of a list of words. */
    record Choice(Key key, List<String> options, String preset, boolean folded) implements Parameter {
        public Choice {
            options = List.copyOf(options);
            if (!options.contains(preset)) {
                throw new IllegalArgumentException(key + ": the preset " + preset + " is not among " + options);
            }
        }

        @Override
        public boolean takes(String value) {
            return options.contains(value);
        }
    }

    /** A whole number from {@code least} to {@code most}, both included. */
    record WholeNumber(
            Key key, long least, long most, @Nullable String preset, boolean folded) implements Parameter {
        public WholeNumber {
            if (least > most) {
                throw new IllegalArgumentException(key + ": " + least + " is more than " + most);
            }
        }

        @Override
        public boolean takes(String value) {
            try {
                long number = Long.parseLong(value);
                return least <= number && number <= most && value.equals(Long.toString(number));
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** Yes or no, as {@code true} or {@code false}. */
    record Toggle(Key key, String preset, boolean folded) implements Parameter {

        @Override
        public boolean takes(String value) {
            return value.equals("true") || value.equals("false");
        }
    }

    /** A few words; never required. */
    record Words(Key key, int longest, boolean folded) implements Parameter {
        @Override
        public @Nullable String preset() {
            return null;
        }

        @Override
        public boolean takes(String value) {
            return value.length() <= longest;
        }
    }

    /** The settings the product knows. A new one needs a label in every language and a translation in the adapters that take it. */
    enum Key {
        /** Whole seconds. */
        DURATION,
        /** {@code 16:9} and the like; {@code adaptive} and {@code auto} follow the input. */
        RATIO,
        /** {@code 720p} and the like. */
        RESOLUTION,
        SOUND,
        SEED,
        NEGATIVE_PROMPT,
        LOOP,
        HDR,
        CAMERA_FIXED,
        /** One of the provider's named effects. */
        EFFECT,
        /** How far an edit may go from its source. */
        STRENGTH,
        /** Frames each second of an upscaled video. */
        FRAME_RATE,
        CREATIVITY,
        SHARPEN,
        FLAVOR,
        PROMPT_EXPANSION,
        /** Half price, hours later. */
        FLEX;

        public String slug() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
