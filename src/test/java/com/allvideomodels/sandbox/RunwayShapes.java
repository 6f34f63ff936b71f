package com.allvideomodels.sandbox;

import static com.allvideomodels.sandbox.Check.flag;
import static com.allvideomodels.sandbox.Check.integer;
import static com.allvideomodels.sandbox.Check.list;
import static com.allvideomodels.sandbox.Check.number;
import static com.allvideomodels.sandbox.Check.numberAmong;
import static com.allvideomodels.sandbox.Check.oneOf;
import static com.allvideomodels.sandbox.Check.shape;
import static com.allvideomodels.sandbox.Check.text;

import com.allvideomodels.sandbox.Check.Shape;
import java.util.Optional;

/** The bodies that Runway's strict union knows, one for each call and model. */
final class RunwayShapes {

    private static final long LARGEST_DATA_URI = 5L * 1024 * 1024 * 4 / 3 + 64;
    private static final Check SEED = integer(0, 4294967295L);
    private static final Check MODERATION = shape().may("publicFigureThreshold", oneOf("auto", "low"));
    private static final Check FORMAT = oneOf("mp4", "prores", "png_sequence", "sdr_rec709_10bit");
    private static final Check PIXELS = Check.matching("\\d{3,4}:\\d{3,4}");
    private static final Check ASPECTS = oneOf("1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3");
    private static final Check AUTO = oneOf("auto");
    private static final String[] SIX = {"1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672"};
    private static final String[] VEO = {"1280:720", "720:1280", "1920:1080", "1080:1920"};

    private static final String SMALL =
            "992:432 864:496 752:560 640:640 560:752 496:864 1470:630 1280:720 1112:834 960:960 834:1112 720:1280";
    private static final String LARGE = " 2206:946 1920:1080 1664:1248 1440:1440 1248:1664 1080:1920";
    private static final String LARGEST = " 3840:1646 3840:2160 3840:2880 3840:3840 2880:3840 2160:3840";
    private static final String[] HAPPYHORSE =
            words("1280:720 720:1280 960:960 1108:832 832:1108 1920:1080 1080:1920 1440:1440 1662:1248 1248:1662");
    private static final String[] WAN =
            words("832:480 720:544 624:624 544:720 480:832 1280:720 1104:832 960:960 832:1104 720:1280 "
                    + "1920:1080 1648:1248 1440:1440 1248:1648 1080:1920 auto_480p auto_720p auto_1080p");
    private static final String[] OMNI =
            words("640:360 360:640 1280:720 720:1280 1920:1080 1080:1920 3840:2160 2160:3840");

    private RunwayShapes() {}

    static Optional<Shape> of(String kind, String model) {
        return Optional.ofNullable(
                        switch (kind) {
                            case "text_to_video" -> text(model);
                            case "image_to_video" -> image(model);
                            case "video_to_video" -> video(model);
                            case "video_upscale" -> upscale(model);
                            case "video_to_hdr" ->
                                model.equals("ruby")
                                        ? shape().needs("videoUri", uri()).may("outputFormat", Check.text())
                                        : null;
                            case "character_performance" -> model.equals("act_two") ? performance() : null;
                            default -> null;
                        })
                .map(shape -> shape.needs("model", Check.text()));
    }

    private static Shape text(String model) {
        Shape words = shape().needs("promptText", prompt(model));
        return switch (model) {
            case "gen4.5" -> gen45(words.needs("ratio", oneOf("1280:720", "720:1280")));
            case "veo3.1", "veo3.1_fast" -> veo(words);
            case "seedance2", "seedance2_fast", "seedance2_mini", "seedance2_5" ->
                seedance(words, model)
                        .may("references", references(model.equals("seedance2_5") ? 30 : 9))
                        .may("referenceVideos", references(30));
            case "hailuo3" -> hailuo(words).may("references", references(9)).may("referenceVideos", references(30));
            case "h3_max" -> h3(words);
            case "happyhorse_1_0" -> words.may("ratio", oneOf(HAPPYHORSE)).may("duration", integer(1, 60));
            case "grok_imagine_1_5" ->
                grok(words)
                        .may("ratio", ASPECTS)
                        .may("references", references(9))
                        .may("referenceAudio", references(3));
            case "wan3", "wan3_prime" -> wan(words).may("references", references(9));
            case "gemini_omni_flash" -> omni(words, model);
            case "gemini_omni_flash_1.1" ->
                omni(words, model).may("references", references(9)).may("referenceVideos", references(30));
            default -> null;
        };
    }

    private static Shape image(String model) {
        Shape both = shape().needs("promptText", prompt(model));
        return switch (model) {
            case "gen4.5" -> gen45(both.needs("ratio", oneOf(SIX))).needs("promptImage", images("first"));
            case "gen4_turbo" ->
                both.may("promptText", prompt(model))
                        .needs("promptImage", images("first"))
                        .needs("ratio", oneOf(SIX))
                        .may("duration", number(2, 10))
                        .may("seed", SEED)
                        .may("contentModeration", MODERATION);
            case "veo3.1", "veo3.1_fast" ->
                veo(both.may("promptText", prompt(model))).needs("promptImage", images("first", "last"));
            case "seedance2", "seedance2_fast", "seedance2_mini", "seedance2_5" ->
                seedance(both.may("promptText", prompt(model)), model).needs("promptImage", images("first", "last"));
            case "hailuo3" -> hailuo(both).needs("promptImage", images("first", "last"));
            case "h3_max" -> h3(both).needs("promptImage", images("first", "last"));
            case "happyhorse_1_0" ->
                both.may("promptText", prompt(model))
                        .needs("promptImage", images("first"))
                        .may("resolution", oneOf("720p", "1080p", "720P", "1080P"))
                        .may("duration", integer(1, 60));
            case "grok_imagine_1_5" ->
                grok(both.may("promptText", prompt(model))).needs("promptImage", images("first"));
            case "wan3", "wan3_prime" -> wan(both).needs("promptImage", images("first", "last"));
            case "gemini_omni_flash" ->
                omni(both.may("promptText", prompt(model)), model).needs("promptImage", images("first", "last"));
            case "gemini_omni_flash_1.1" -> omni(both, model).needs("promptImage", images("first", "last"));
            default -> null;
        };
    }

    private static Shape video(String model) {
        return switch (model) {
            case "aleph2" ->
                shape().needs("videoUri", uri())
                        .may("promptText", prompt(model))
                        .may(
                                "keyframes",
                                list(
                                        shape().needs("uri", uri())
                                                .may("seconds", number(0, 30))
                                                .may("at", number(0, 1))
                                                .may("start_seconds", number(0, 30))
                                                .may("end_seconds", number(0, 30)),
                                        0,
                                        5))
                        .may("targetAspectRatio", oneOf("16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "21:9"))
                        .may("proresProfile", Check.text())
                        .may("ratio", PIXELS)
                        .may("outputFormat", FORMAT)
                        .may("seed", SEED)
                        .may("contentModeration", MODERATION);
            case "seedance2", "seedance2_fast", "seedance2_mini" ->
                seedance(shape().may("promptText", prompt(model)), model)
                        .needs("promptVideo", uri())
                        .may("referenceVideos", references(30))
                        .may("references", references(9));
            case "seedance2_5" ->
                seedance(shape().may("promptText", prompt(model)), model)
                        .needs("promptVideo", uri())
                        .may("referenceVideos", references(30))
                        .may("mode", oneOf("reference", "edit", "extend"))
                        .may("references", references(30));
            case "hailuo3" ->
                hailuo(shape().needs("promptText", prompt(model)))
                        .needs("promptVideo", uri())
                        .may("references", references(9))
                        .may("referenceVideos", references(30));
            case "gemini_omni_flash" ->
                shape().needs("promptText", prompt(model))
                        .needs("videoUri", uri())
                        .may("references", references(9));
            case "gemini_omni_flash_1.1" ->
                omni(shape().needs("promptText", prompt(model)), model)
                        .needs("videoUri", uri())
                        .may("references", references(9))
                        .may("mode", oneOf("reference", "edit", "extend"));
            default -> null;
        };
    }

    private static Shape upscale(String model) {
        Check percent = integer(0, 100);
        return switch (model) {
            case "magnific_video_upscaler_creative" ->
                shape().needs("videoUri", uri())
                        .may("resolution", oneOf("720p", "1k", "2k", "4k"))
                        .may("creativity", percent)
                        .may("sharpen", percent)
                        .may("smartGrain", percent)
                        .may("flavor", oneOf("vivid", "natural"))
                        .may("fpsBoost", flag());
            case "enhance_frame_rate" ->
                shape().needs("videoUri", uri())
                        .needs(
                                "targetFramerate",
                                oneOf("23_98", "24", "25", "29_97", "30", "48", "50", "59_94", "60", "120"));
            default -> null;
        };
    }

    private static Shape performance() {
        return shape().needs(
                        "character",
                        shape().needs("type", oneOf("image", "video")).needs("uri", uri()))
                .needs("reference", shape().needs("type", oneOf("video")).needs("uri", uri()))
                .may("bodyControl", flag())
                .may("expressionIntensity", integer(1, 5))
                .may("ratio", oneOf(SIX))
                .may("seed", SEED)
                .may("contentModeration", MODERATION);
    }

    private static Shape gen45(Shape words) {
        return words.needs("duration", integer(2, 10))
                .may("seed", SEED)
                .may("contentModeration", MODERATION)
                .may("outputFormat", FORMAT)
                .may("proresProfile", Check.text());
    }

    private static Shape veo(Shape words) {
        return words.needs("ratio", oneOf(VEO))
                .may("duration", numberAmong(4, 6, 8))
                .may("audio", flag())
                .may("negativePrompt", Check.text(1, 1000))
                .may("seed", SEED);
    }

    private static Shape seedance(Shape words, String model) {
        Check length = model.equals("seedance2_5") ? integer(4, 30) : number(1, 60);
        return words.may("ratio", oneOf(seedanceRatios(model)))
                .may("duration", Check.either(length, AUTO))
                .may("audio", flag())
                .may("seed", SEED)
                .may("referenceAudio", references(3));
    }

    private static String[] seedanceRatios(String model) {
        return switch (model) {
            case "seedance2" -> words(SMALL + LARGE + LARGEST);
            case "seedance2_5" ->
                words((SMALL + LARGE).replace("864:496", "854:480").replace("496:864", "480:854"));
            default -> words(SMALL);
        };
    }

    private static String[] words(String together) {
        return together.split(" ");
    }

    private static Shape hailuo(Shape words) {
        return words.may("ratio", oneOf("adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16"))
                .may("resolution", oneOf("768p", "2k", "768P", "2K"))
                .may("duration", integer(1, 60))
                .may("referenceAudio", references(3));
    }

    private static Shape h3(Shape words) {
        return words.may("resolution", oneOf("480p", "768p"))
                .may("promptExpansionMode", oneOf("disabled", "balanced", "quality"))
                .may("duration", integer(1, 60))
                .may("seed", SEED);
    }

    private static Shape grok(Shape words) {
        return words.may("resolution", oneOf("480p", "720p", "1080p")).may("duration", integer(1, 60));
    }

    private static Shape wan(Shape words) {
        return words.may("ratio", oneOf(WAN))
                .may("duration", integer(1, 60))
                .may("audio", flag())
                .may("referenceAudio", references(3))
                .may("referenceVideos", references(30));
    }

    private static Shape omni(Shape words, String model) {
        return model.endsWith("1.1")
                ? words.may("ratio", oneOf(OMNI)).may("duration", Check.either(integer(3, 10), AUTO))
                : words.may("ratio", oneOf("1280:720", "720:1280")).may("duration", integer(3, 10));
    }

    private static Check prompt(String model) {
        return Check.text(
                1,
                switch (model) {
                    case "gen4.5", "gen4_turbo", "veo3.1", "veo3.1_fast" -> 1000;
                    case "happyhorse_1_0" -> 2500;
                    case "seedance2", "seedance2_fast", "seedance2_mini" -> 3500;
                    case "seedance2_5" -> 15000;
                    default -> Integer.MAX_VALUE;
                });
    }

    private static Check images(String... positions) {
        Check placed = shape().needs("uri", uri()).may("position", oneOf(positions));
        return Check.either(uri(), list(placed, 1, 30));
    }

    private static Check references(int most) {
        return list(
                Check.either(
                        uri(),
                        shape().needs("uri", uri()).may("type", Check.text()).may("tag", Check.text())),
                1,
                most);
    }

    /** An HTTPS address, an upload or a data URI. */
    private static Check uri() {
        return (value, path, issues) -> {
            String uri = value.isString() ? value.stringValue() : "";
            if (!value.isString()) {
                issues.add(new Issue("invalid_type", path, "Invalid input: expected string"));
            } else if (uri.startsWith("data:")) {
                if (uri.length() > LARGEST_DATA_URI) {
                    issues.add(new Issue("too_big", path, "Too big: a data URI may hold 5 MB"));
                } else if (!uri.matches("(?s)data:(image|video|audio)/[a-z0-9.+-]+;base64,.*")) {
                    issues.add(new Issue("invalid_value", path, "Invalid data URI"));
                }
            } else if (!uri.startsWith("runway://") && (uri.length() > 2048 || !Sources.acceptable(uri))) {
                issues.add(new Issue("invalid_value", path, "Invalid URL: must be HTTPS with a domain name"));
            }
        };
    }
}
