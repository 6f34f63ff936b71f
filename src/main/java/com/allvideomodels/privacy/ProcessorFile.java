package com.allvideomodels.privacy;

import com.allvideomodels.privacy.Processors.Processor;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code processors.yml}, and reads it strictly: a register with a gap would say less than the policy promises. */
class ProcessorFile {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> KINDS = Set.of("video", "storage", "mail", "payment", "sign-in", "analytics");
    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");

    private final RegisterFile file;

    ProcessorFile(Path file) {
        this.file = new RegisterFile(file, "processors.yml");
    }

    List<Processor> read() {
        return checked(file.read(Register.class).processors());
    }

    private List<Processor> checked(List<Processor> processors) {
        Set<String> slugs = new HashSet<>();
        for (Processor one : processors) {
            require(SLUG.matcher(one.slug()).matches(), one, "has a slug that cannot stand in an address");
            require(slugs.add(one.slug()), one, "is there twice");
            require(KINDS.contains(one.kind()), one, "has a kind other than " + KINDS);
            require(one.policyUrl().startsWith("https://"), one, "has a policy-url without https");
            List.of(one.receives(), one.places(), one.safeguard(), one.training(), one.retention())
                    .forEach(words -> require(complete(words), one, "says something not in both of " + LANGUAGES));
        }
        return List.copyOf(processors);
    }

    private static boolean complete(Map<String, String> words) {
        return words.keySet().equals(LANGUAGES) && words.values().stream().noneMatch(String::isBlank);
    }

    private void require(boolean holds, Processor one, String otherwise) {
        file.require(holds, one.slug(), otherwise);
    }

    private record Register(List<Processor> processors) {}
}
