package com.allvideomodels.provider.runway;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.RenderRequest;
import com.allvideomodels.provider.SourceMedia;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The body of a create. Runway's bodies are a strict union by model: one field too many is refused. So nothing is sent but what
 * the catalogue declares for the model, under the names that its hints give:
 *
 * <ul>
 *   <li>{@code ratio 16:9 720p}, {@code ratio 16:9} or {@code ratio 720p}: the pixels (or word) for a chosen ratio and resolution;
 *   <li>{@code ratio: aspect}: ratios are sent as they are; {@code ratio-field}: under another name;
 *   <li>{@code resolution: word}: the resolution has a field of its own;
 *   <li>{@code video}: the name of the field of the source video; {@code reference: character} for act_two;
 *   <li>{@code mode}: a constant, for the models that extend or edit on one address;
 *   <li>{@code moderation}: the threshold for public figures.
 * </ul>
 */
final class RunwayBody {

    private final RenderRequest request;
    private final ModeRules rules;
    private final Map<String, String> hints;
    private final Function<SourceMedia, String> uri;
    private final Map<String, Object> body = new LinkedHashMap<>();

    /** @param uri what stands for an input, already where Runway can read it */
    RunwayBody(RenderRequest request, ModeRules rules, Function<SourceMedia, String> uri) {
        this.request = request;
        this.rules = rules;
        this.hints = rules.wireHints();
        this.uri = uri;
    }

    Map<String, Object> fields() {
        body.put("model", request.model().wireId());
        frames();
        references();
        source();
        if (!request.prompt().isEmpty()) {
            body.put("promptText", request.prompt());
        }
        shape();
        settings();
        constants();
        return body;
    }

    private void frames() {
        List<Map<String, String>> frames = new ArrayList<>();
        request.inputs(InputRole.FIRST_FRAME).forEach(one -> frames.add(frame(one, "first")));
        request.inputs(InputRole.LAST_FRAME).forEach(one -> frames.add(frame(one, "last")));
        if (!frames.isEmpty()) {
            body.put("promptImage", frames);
        }
    }

    private Map<String, String> frame(SourceMedia image, String position) {
        return Map.of("uri", uri.apply(image), "position", position);
    }

    private void references() {
        var pictures = request.inputs(InputRole.REFERENCE);
        if (pictures.isEmpty()) {
            return;
        }
        if ("character".equals(hints.get("reference"))) {
            body.put("character", Map.of("type", "image", "uri", uri.apply(pictures.getFirst())));
        } else {
            body.put(
                    "references",
                    pictures.stream().map(one -> Map.of("uri", uri.apply(one))).toList());
        }
    }

    private void source() {
        for (var video : request.inputs(InputRole.SOURCE_VIDEO)) {
            var field = hints.getOrDefault("video", "videoUri");
            Object value =
                    field.equals("reference") ? Map.of("type", "video", "uri", uri.apply(video)) : uri.apply(video);
            body.put(field, value);
        }
    }

    private void shape() {
        var ratio = request.settings().get(Key.RATIO).orElse("");
        var resolution = request.settings().get(Key.RESOLUTION).orElse("");
        var wire = pixels(ratio, resolution);
        if (!wire.isEmpty()) {
            body.put(hints.getOrDefault("ratio-field", "ratio"), wire);
        }
        if (hints.containsKey("resolution") && !resolution.isEmpty()) {
            body.put("resolution", resolution);
        }
    }

    private String pixels(String ratio, String resolution) {
        for (var key : List.of(ratio + " " + resolution, ratio, resolution)) {
            var found = hints.get("ratio " + key.strip());
            if (found != null) {
                return found;
            }
        }
        return "aspect".equals(hints.get("ratio")) && !ratio.equals("adaptive") ? ratio : "";
    }

    private void settings() {
        var chosen = request.settings();
        chosen.number(Key.DURATION).ifPresent(seconds -> body.put("duration", seconds));
        chosen.flag(Key.SOUND).ifPresent(on -> body.put("audio", on));
        chosen.get(Key.NEGATIVE_PROMPT)
                .filter(words -> !words.isBlank())
                .ifPresent(words -> body.put("negativePrompt", words));
        chosen.large(Key.SEED).ifPresent(seed -> body.put("seed", seed));
        chosen.get(Key.PROMPT_EXPANSION).ifPresent(how -> body.put("promptExpansionMode", how));
        chosen.number(Key.CREATIVITY).ifPresent(much -> body.put("creativity", much));
        chosen.number(Key.SHARPEN).ifPresent(much -> body.put("sharpen", much));
        chosen.get(Key.FLAVOR).ifPresent(which -> body.put("flavor", which));
        // A string on the wire, with an underscore for the point: 23_98.
        chosen.get(Key.FRAME_RATE).ifPresent(rate -> body.put("targetFramerate", rate.replace('.', '_')));
    }

    private void constants() {
        if (hints.containsKey("mode")) {
            body.put("mode", rules.wireHints().get("mode"));
        }
        var moderation = hints.get("moderation");
        if (moderation != null) {
            body.put("contentModeration", Map.of("publicFigureThreshold", moderation));
        }
    }
}
