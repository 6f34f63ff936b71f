package com.allvideomodels.privacy;

import com.allvideomodels.privacy.Choice.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Everything that is optional: one choice for each company that measures, and our own purposes. */
@Component
class ChoiceList {

    /** When our own questions were last worded; who agreed to older words is asked again. */
    private static final String WORDED = "2026-11-26";

    private final List<Choice> all;

    ChoiceList(ProcessorRegister processors) {
        Stream<Choice> measuring = processors.analytics().stream()
                .map(one ->
                        new Choice(Purpose.analytics(one.slug()), one.stated().toString(), Kind.BROWSER, one));
        Stream<Choice> own = Stream.of(
                own(Purpose.IMPROVEMENT, Kind.BROWSER),
                own(Purpose.MARKETING, Kind.LETTERS),
                own(Purpose.SENSITIVE_DATA, Kind.OBJECTION),
                own(Purpose.AUTOMATED_DECISIONS, Kind.OBJECTION));
        this.all = Stream.concat(measuring, own).toList();
    }

    private static Choice own(Purpose purpose, Kind kind) {
        return new Choice(purpose, WORDED, kind, null);
    }

    List<Choice> all() {
        return all;
    }

    /** Those that strangers have too. */
    List<Choice> ofBrowsers() {
        return all.stream().filter(Choice::inBrowser).toList();
    }

    Optional<Choice> find(Purpose purpose) {
        return all.stream().filter(one -> one.purpose().equals(purpose)).findFirst();
    }
}
