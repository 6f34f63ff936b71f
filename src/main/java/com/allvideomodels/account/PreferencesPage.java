package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.ChoiceCookies;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Me;
import com.allvideomodels.web.Theme;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Language, theme, and what a form for a new video starts with. */
@Controller
class PreferencesPage {

    private static final List<String> DURATIONS = List.of("3", "4", "5", "6", "8", "9", "10", "12", "15");
    private static final List<String> RATIOS = List.of("16:9", "9:16", "1:1", "4:3", "3:4", "21:9");
    private static final List<String> RESOLUTIONS = List.of("480p", "540p", "720p", "1080p", "4k");

    private final OwnAccount own;
    private final ObjectProvider<ModelChoices> models;
    private final ChoiceCookies cookies;
    private final MessageSource words;

    PreferencesPage(OwnAccount own, ObjectProvider<ModelChoices> models, ChoiceCookies cookies, MessageSource words) {
        this.own = own;
        this.models = models;
        this.cookies = cookies;
        this.words = words;
    }

    @GetMapping("/settings/preferences")
    String show(@Me AccountId me, Model model, Locale language) {
        model.addAttribute("preferences", PreferencesForm.of(own.of(me)));
        return page(model, language);
    }

    @PostMapping("/settings/preferences")
    String save(
            @Me AccountId me,
            @ModelAttribute("preferences") PreferencesForm form,
            BindingResult errors,
            Model model,
            Locale language,
            HttpServletResponse response,
            RedirectAttributes flash) {
        options(language).forEach((field, options) -> {
            Object chosen = errors.getFieldValue(field);
            if (!options.containsKey(chosen)) {
                errors.rejectValue(field, "preferences.unknown");
            }
        });
        if (errors.hasErrors()) {
            return page(model, language);
        }
        Locale spoken = Languages.nearest(form.language());
        Theme theme = Theme.parse(form.theme()).orElse(Theme.SYSTEM);
        own.prefer(me, spoken, theme, form.defaults());
        cookies.remember(spoken, response);
        cookies.remember(theme, response);
        flash.addFlashAttribute("notice", "settings.saved");
        return "redirect:/settings/preferences";
    }

    private String page(Model model, Locale language) {
        model.addAttribute("options", options(language));
        return "account/preferences";
    }

    /** What may be chosen, by field. */
    private Map<String, Map<String, String>> options(Locale language) {
        Map<String, String> languages = new LinkedHashMap<>();
        languages.put("en", "English");
        languages.put("zh-CN", "简体中文");
        Map<String, String> themes = new LinkedHashMap<>();
        Stream.of(Theme.values())
                .forEach(theme -> themes.put(theme.word(), say("frame.theme." + theme.word(), language)));
        Map<String, String> sounds = open(List.of(), language);
        sounds.put("true", say("preferences.sound.on", language));
        sounds.put("false", say("preferences.sound.off", language));
        Map<String, Map<String, String>> options = new LinkedHashMap<>();
        options.put("language", languages);
        options.put("theme", themes);
        options.put("model", models(language));
        options.put("duration", open(DURATIONS, language));
        options.put("ratio", open(RATIOS, language));
        options.put("resolution", open(RESOLUTIONS, language));
        options.put("sound", sounds);
        return options;
    }

    private Map<String, String> models(Locale language) {
        Map<String, String> known = open(List.of(), language);
        models.ifAvailable(choices -> known.putAll(choices.models(language)));
        return known;
    }

    /** The values as they are, after the one that leaves it to the model. */
    private Map<String, String> open(List<String> values, Locale language) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", say("preferences.any", language));
        values.forEach(value -> options.put(value, value));
        return options;
    }

    private String say(String key, Locale language) {
        return words.getMessage(key, null, language);
    }
}
