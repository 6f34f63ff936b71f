package com.allvideomodels.privacy;

import com.allvideomodels.privacy.AuthorityRegister.Topic;
import com.allvideomodels.privacy.ProcessingActivities.Activity;
import com.allvideomodels.privacy.Processors.Processor;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.web.Languages;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What personal data is used for, and who hears complaints about it: for everyone to read. */
@Controller
class ActivityPages {

    private final ActivityRegister activities;
    private final AuthorityRegister authorities;
    private final Processors processors;
    private final RetentionPolicy policy;

    ActivityPages(
            ActivityRegister activities, AuthorityRegister authorities, Processors processors, RetentionPolicy policy) {
        this.activities = activities;
        this.authorities = authorities;
        this.processors = processors;
        this.policy = policy;
    }

    /** One activity with what it names. */
    record Shown(Activity activity, List<RetentionPolicy.Rule> data, List<Processor> recipients) {}

    @GetMapping("/privacy/activities")
    String activities(Locale language, Model model) {
        model.addAttribute(
                "activities", activities.all().stream().map(this::shown).toList());
        model.addAttribute("language", language);
        model.addAttribute("tag", Languages.nearest(language.toLanguageTag()).toLanguageTag());
        return "privacy/activities";
    }

    private Shown shown(Activity one) {
        return new Shown(
                one,
                one.data().stream().map(policy::rule).toList(),
                one.recipients().stream()
                        .flatMap(slug -> processors.find(slug).stream())
                        .toList());
    }

    @GetMapping("/privacy/authorities")
    String authorities(Locale language, Model model) {
        model.addAttribute("authorities", authorities.hearing(Topic.PRIVACY, language));
        model.addAttribute("forChildren", authorities.hearing(Topic.CHILDREN, language));
        model.addAttribute("language", language);
        return "privacy/authorities";
    }
}
