package com.allvideomodels.rights;

import com.allvideomodels.privacy.Means;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.Untold;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The page in a copy that is read first, in the person's language. */
@Component
class ExportReadme {

    private static final List<String> PARTS =
            List.of("formats", "csv", "media", "videos", "missing", "manifest", "others");

    private final MessageSource messages;
    private final RetentionPolicy policy;
    private final Untold untold;
    private final Operator operator;

    ExportReadme(MessageSource messages, RetentionPolicy policy, Untold untold, Operator operator) {
        this.messages = messages;
        this.policy = policy;
        this.untold = untold;
        this.operator = operator;
    }

    String text(List<PersonalDataSet> sets, Locale language, Instant now) {
        var text = new StringBuilder(say(language, "title"))
                .append("\n\n")
                .append(say(
                        language,
                        "made",
                        now.toString(),
                        operator.name(),
                        operator.contact().privacyEmail()))
                .append('\n');
        PARTS.forEach(part -> text.append('\n').append(say(language, part)).append('\n'));
        text.append('\n').append(say(language, "sets")).append("\n\n");
        for (PersonalDataSet set : sets) {
            String what = policy.rule(set.dataClass()).name().in(language);
            text.append("  data/")
                    .append(set.name())
                    .append(".json, .csv — ")
                    .append(what)
                    .append('\n');
        }
        text.append('\n').append(say(language, "means")).append("\n\n");
        for (Means means : Means.values()) {
            text.append("  ")
                    .append(means)
                    .append(" — ")
                    .append(messages.getMessage("consents.means." + means, null, language))
                    .append('\n');
        }
        text.append('\n').append(say(language, "untold")).append("\n\n");
        untold.places().forEach(place -> text.append(line(place, language)));
        return text.toString();
    }

    private static String line(Untold.Place place, Locale language) {
        String columns = place.columns().isEmpty() ? "" : " (" + String.join(", ", place.columns()) + ")";
        return "  " + place.table() + columns + ": " + place.reason().in(language) + "\n";
    }

    private String say(Locale language, String key, Object... values) {
        return messages.getMessage("export.readme." + key, values, language);
    }
}
