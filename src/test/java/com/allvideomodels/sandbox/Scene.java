package com.allvideomodels.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen in a film.
 *
 * @param words drawn over it: who made it, the prompt, the settings
 * @param pictures files of the first and, if there is one, the last picture
 * @param video the file of a video that it is made from
 */
record Scene(
        int width,
        int height,
        double seconds,
        boolean sound,
        List<String> words,
        List<String> pictures,
        @Nullable String video) {

    Scene {
        width = Math.max(64, width / 2 * 2);
        height = Math.max(64, height / 2 * 2);
        words = List.copyOf(words);
        pictures = List.copyOf(pictures);
    }

    Scene of(List<String> morePictures, @Nullable String source) {
        return new Scene(width, height, seconds, sound, words, morePictures, source);
    }

    Scene lasting(double length) {
        return new Scene(width, height, length, sound, words, pictures, video);
    }

    Scene sized(int wide, int high) {
        return new Scene(wide, high, seconds, sound, words, pictures, video);
    }

    /** Small and without words. */
    Scene draft() {
        double scale = Math.min(1, 180.0 / Math.min(width, height));
        return new Scene((int) (width * scale), (int) (height * scale), seconds, sound, List.of(), pictures, video);
    }
}
