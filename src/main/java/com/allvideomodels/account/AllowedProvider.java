package com.allvideomodels.account;

import com.allvideomodels.privacy.Processors.Processor;
import com.allvideomodels.privacy.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A provider that a parent allows, and the statement they read.
 *
 * @param slug as in {@code processors.yml}
 * @param stated the day of the statement
 */
record AllowedProvider(String slug, String stated) {

    static List<AllowedProvider> offered(List<Processor> all) {
        return all.stream()
                .filter(one -> one.kind().equals("video"))
                .map(one -> new AllowedProvider(one.slug(), one.stated().toString()))
                .toList();
    }

    /** Of what a form sent, what can be allowed: who read an older statement has not allowed this one. */
    static List<AllowedProvider> of(List<String> words, List<Processor> all) {
        return offered(all).stream().filter(one -> words.contains(one.word())).toList();
    }

    /** The slugs of those that hold. */
    static List<String> among(Set<Purpose> holding, List<Processor> all) {
        return offered(all).stream()
                .map(AllowedProvider::slug)
                .filter(slug -> holding.contains(Purpose.allowedByParent(slug)))
                .toList();
    }

    /** As it is kept and sent by forms. */
    String word() {
        return slug + " " + stated;
    }

    static List<AllowedProvider> parse(String[] words) {
        return Arrays.stream(words)
                .map(word -> word.split(" "))
                .map(parts -> new AllowedProvider(parts[0], parts[1]))
                .toList();
    }
}
