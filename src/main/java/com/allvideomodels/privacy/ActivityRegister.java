package com.allvideomodels.privacy;

import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The register as it was read when the application started. One that names what does not exist stops the start. */
@Component
class ActivityRegister implements ProcessingActivities {

    private final List<Activity> all;

    ActivityRegister(PrivacySettings settings, RetentionPolicy policy, Processors processors) {
        var file = new RegisterFile(settings.activities(), "activities.yml");
        this.all = List.copyOf(file.read(Register.class).activities());
        check(file, policy, processors);
    }

    private record Register(List<Activity> activities) {}

    @Override
    public List<Activity> all() {
        return all;
    }

    @Override
    public List<Activity> using(String dataClass) {
        return all.stream().filter(one -> one.data().contains(dataClass)).toList();
    }

    private void check(RegisterFile file, RetentionPolicy policy, Processors processors) {
        Set<String> classes =
                policy.rules().stream().map(RetentionPolicy.Rule::id).collect(Collectors.toSet());
        Set<String> slugs = new HashSet<>();
        for (Activity one : all) {
            file.require(slugs.add(one.slug()), one.slug(), "is there twice");
            file.require(one.slug().matches("[a-z]+(-[a-z]+)*"), one.slug(), "cannot stand in an address");
            file.require(!one.data().isEmpty(), one.slug(), "uses no data");
            file.require(classes.containsAll(one.data()), one.slug(), "names a class that retention.yml has not");
            file.require(!one.basis().isEmpty(), one.slug(), "has no basis in law");
            one.recipients()
                    .forEach(slug -> file.require(
                            processors.find(slug).isPresent(),
                            one.slug(),
                            "names " + slug + ", of whom nothing is said"));
            Stream.of(one.name(), one.purpose(), one.people(), one.measures())
                    .forEach(words -> file.require(said(words), one.slug(), "says something not in both languages"));
        }
    }

    @SuppressWarnings("ConstantValue")
    private static boolean said(Words words) {
        return words.en() != null
                && !words.en().isBlank()
                && words.chinese() != null
                && !words.chinese().isBlank();
    }
}
