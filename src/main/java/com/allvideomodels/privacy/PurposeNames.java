package com.allvideomodels.privacy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What purposes that are about a company are called on pages; all others have words of their own. */
@Component
class PurposeNames {

    private final ProcessorRegister processors;
    private final MessageSource words;

    PurposeNames(ProcessorRegister processors, MessageSource words) {
        this.processors = processors;
        this.words = words;
    }

    /** By the key of the purpose. */
    Map<String, String> in(Locale language) {
        Map<String, String> names = new HashMap<>();
        processors.analytics().forEach(one -> names.put(Purpose.of(one).key(), one.name()));
        processors.video().forEach(one -> {
            names.put(Purpose.of(one).key(), one.name());
            names.put(
                    Purpose.allowedByParent(one.slug()).key(),
                    words.getMessage("consents.purpose.parent-allows", new Object[] {one.name()}, language));
        });
        return names;
    }
}
