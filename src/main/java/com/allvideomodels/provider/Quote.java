package com.allvideomodels.provider;

import com.allvideomodels.kernel.Credits;
import java.util.List;

/** The answer of the catalogue to a filled-in form. */
public sealed interface Quote {

    /**
     * It can be asked for and costs exactly this.
     *
     * @param settings as they will be sent: presets filled in, unknown ones dropped
     */
    record Priced(Settings settings, Credits price) implements Quote {}

    /** It cannot; each violation belongs to a field. */
    record Refused(List<Violation> violations) implements Quote {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * @param field of the form: {@code prompt}, {@code input-first-frame}, {@code setting-duration}, {@code mode}, {@code model}
     * @param code of the message, for instance {@code quote.prompt.too-long}
     * @param arguments of the message
     */
    record Violation(String field, String code, List<Object> arguments) {
        public Violation {
            arguments = List.copyOf(arguments);
        }
    }
}
