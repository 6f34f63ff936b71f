package com.allvideomodels.provider.pika;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The input of a Pika endpoint. Two hints of the catalogue shape it: {@code duration} is {@code string} (2.2), {@code number}
 * (2.1 and turbo) or {@code transition} (pikaframes); {@code pictures} is {@code list} where the endpoint takes several.
 */
final class PikaBody {

    private final RenderRequest request;
    private final Map<String, String> hints;
    private final Function<SourceMedia, String> uri;
    private final Map<String, Object> body = new LinkedHashMap<>();

    PikaBody(RenderRequest request, ModeRules rules, Function<SourceMedia, String> uri) {
        this.request = request;
        this.hints = rules.wireHints();
        this.uri = uri;
    }

    Map<String, Object> fields() {
        inputs();
        if (!request.prompt().isEmpty()) {
            body.put("prompt", request.prompt());
        }
        var chosen = request.settings();
        chosen.get(Key.NEGATIVE_PROMPT)
                .filter(words -> !words.isBlank())
                .ifPresent(words -> body.put("negative_prompt", words));
        chosen.get(Key.RATIO).ifPresent(ratio -> body.put("aspect_ratio", ratio));
        chosen.get(Key.RESOLUTION).ifPresent(resolution -> body.put("resolution", resolution));
        chosen.get(Key.DURATION).ifPresent(this::duration);
        chosen.get(Key.EFFECT).ifPresent(effect -> body.put("pikaffect", effect));
        chosen.large(Key.SEED).ifPresent(seed -> body.put("seed", seed));
        return body;
    }

    private void inputs() {
        request.inputs(InputRole.SOURCE_VIDEO).forEach(video -> body.put("video_url", uri.apply(video)));
        var pictures = Stream.of(InputRole.FIRST_FRAME, InputRole.KEYFRAME, InputRole.LAST_FRAME, InputRole.REFERENCE)
                .flatMap(role -> request.inputs(role).stream())
                .map(uri)
                .toList();
        if ("list".equals(hints.get("pictures"))) {
            body.put("image_urls", pictures);
        } else if (!pictures.isEmpty()) {
            body.put("image_url", pictures.getFirst());
        }
    }

    /** The same seconds, of another type in each generation of the models. */
    private void duration(String seconds) {
        switch (hints.getOrDefault("duration", "string")) {
            case "number" -> body.put("duration", Integer.valueOf(seconds));
            case "transition" -> body.put("transitions", List.of(Map.of("duration", Integer.valueOf(seconds))));
            default -> body.put("duration", seconds);
        }
    }
}
