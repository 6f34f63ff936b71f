package com.allvideomodels.provider.luma;

import com.allvideomodels.http.Answer.Answered;
import com.allvideomodels.http.Json;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The one text that Luma's refusals carry, or a list of them. It is searched for words where no code tells more, and never shown.
 *
 * @param words in lower case; empty where there is none
 */
record Detail(String words) {

    static Detail of(Answered answered) {
        return new Detail(Json.tree(answered.body())
                .map(body -> body.path("detail").toString().toLowerCase(Locale.ROOT))
                .orElse(""));
    }

    /** Luma's own 404, not that of something in between. */
    static boolean unknown(Answered answered) {
        return answered.status() == 404 && !of(answered).words().isEmpty();
    }

    boolean speaksOf(String... parts) {
        return Stream.of(parts).anyMatch(words::contains);
    }
}
