package com.allvideomodels.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** Everything after the theme may be empty: then the form of a model decides. */
record PreferencesForm(
        String language, String theme, String model, String duration, String ratio, String resolution, String sound) {

    PreferencesForm {
        language = Typed.line(language);
        theme = Typed.line(theme);
        model = Typed.line(model);
        duration = Typed.line(duration);
        ratio = Typed.line(ratio);
        resolution = Typed.line(resolution);
        sound = Typed.line(sound);
    }

    static PreferencesForm of(Account account) {
        Map<String, String> kept = account.defaults();
        return new PreferencesForm(
                account.language().toLanguageTag(),
                account.theme().word(),
                kept.getOrDefault("model", ""),
                kept.getOrDefault("duration", ""),
                kept.getOrDefault("ratio", ""),
                kept.getOrDefault("resolution", ""),
                kept.getOrDefault("sound", ""));
    }

    Map<String, String> defaults() {
        Map<String, String> chosen = new LinkedHashMap<>();
        chosen.put("model", model);
        chosen.put("duration", duration);
        chosen.put("ratio", ratio);
        chosen.put("resolution", resolution);
        chosen.put("sound", sound);
        chosen.values().removeIf(String::isEmpty);
        return chosen;
    }
}
