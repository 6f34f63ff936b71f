package com.allvideomodels.running;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The local mailbox of a running application. */
public final class Mailbox {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private Mailbox() {}

    /**
     * The address in the newest letter to somebody, as soon as there is one.
     *
     * @param answers what the application answers at a path
     */
    public static String link(String to, UnaryOperator<String> answers) {
        JsonNode letters = await("for a letter")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> JSON.readTree(answers.apply("/local/mailbox.json?to=" + to)),
                        found -> found.isArray() && !found.isEmpty());
        Matcher link = LINK.matcher(letters.get(0).path("text").asString(""));
        if (!link.find()) {
            throw new IllegalStateException("no link in the letter");
        }
        return link.group();
    }
}
