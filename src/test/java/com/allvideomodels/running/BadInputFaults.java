package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no form of ours sends, sent all the same, to a product that runs and has one provider closed. */
@Tag("long")
class BadInputFaults {

    private static final String MODEL = "luma-ray-2";
    private static final String OF_A_CLOSED_PROVIDER = "runway-gen4-5";

    private static Sandboxes sandboxes;
    private static NodeProcess node;

    private Person person;
    private long before;

    @BeforeAll
    static void open() {
        sandboxes = Sandboxes.start(SandboxSettings.forTests());
        node = NodeProcess.start(
                "bad-input",
                Launches.hasty(Launch.over(Launch.freshDatabase(), sandboxes)).with("provider.runway.api-key", ""));
    }

    @AfterAll
    static void close() {
        if (node != null) {
            node.close();
        }
        sandboxes.close();
    }

    @BeforeEach
    void somebody() {
        person = Person.at(node.url(), "luma", "runway");
        before = person.available();
    }

    @Test
    void aPromptOfAMegabyteIsRefusedAtItsFieldAndKept() {
        Map<String, String> form = person.priced(MODEL, "a short one");
        String prompt = "a long story ".repeat(77_000);
        form.put("prompt", prompt);
        Person.Page answer = person.post("/create", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("prompt-error").contains(prompt.strip());
        nothingHappened();
    }

    @Test
    void aFormThatIsTooLargeGetsAPageOfOurs() {
        Map<String, String> form = person.priced(MODEL, "a short one");
        form.put("prompt", "x".repeat(3 * 1024 * 1024));
        Person.Page answer = person.post("/create", form);
        assertThat(answer.status()).isEqualTo(413);
        isOurs(answer);
        nothingHappened();
    }

    @Test
    void controlCharactersGoAndTheVideoIsMade() {
        Map<String, String> form = person.priced(MODEL, "a short one");
        form.put("prompt", "a bell\u0007 and\u0000 a\u001b[31m line\r\nand one more");
        Person.Page answer = person.post("/create", form);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(person.get(answer.location()).body()).contains("a bell and a[31m line\nand one more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/generations?q=%00owl",
                "/generations?state=%00&model=%00&provider=%00&kind=%00&after=%00",
                "/create?prompt=%00&model=%00&mode=%00&remix=%00&upload=%00",
                "/credits?before=%00"
            })
    void aNulInAnAddressBreaksNothing(String path) {
        Person.Page answer = person.get(path);
        assertThat(answer.status()).isBetween(200, 499);
        isOurs(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/generations/%s",
                "/generations/%s/video",
                "/generations/%s/poster",
                "/generations/%s/progress",
                "/generations/compare/%s",
                "/uploads/%s",
                "/uploads/%s/poster"
            })
    void whatIsNotThereAndWhatIsSomebodyElsesLookTheSame(String path) {
        UUID theirs = Person.at(node.url(), "luma").order(MODEL, "not for you");
        Person.Page foreign = person.get(path.formatted(theirs));
        Person.Page unknown = person.get(path.formatted(UUID.randomUUID()));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        isOurs(foreign);
        assertThat(foreign.body()).doesNotContain("not for you");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancellation", "deletion", "early-end", "frames"})
    void nobodyChangesWhatIsSomebodyElses(String verb) {
        Person other = Person.at(node.url(), "luma");
        UUID theirs = other.order(MODEL, "hands off [slow]");
        String csrf = person.get("/create").hidden("_csrf").getFirst();
        Person.Page answer = person.post("/generations/" + theirs + "/" + verb, "_csrf", csrf);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(other.get("/generations/" + theirs).body()).contains("hands off");
    }

    @ParameterizedTest
    @CsvSource({
        "agreed, -5, The price is",
        "agreed, 0, The price is",
        "agreed, 9223372036854775808, The price is",
        "agreed, lots, The price is",
        "model, no-such-model, This model is no longer offered",
        "model, " + OF_A_CLOSED_PROVIDER + ", is not taking requests",
        "setting-duration, 99, does not offer that",
        "setting-duration, -1, does not offer that",
        "setting-resolution, 16k, does not offer that",
        "mode, upscale, model"
    })
    void whatWasTamperedWithIsRefusedInWordsAndTheRestIsKept(String field, String value, String words) {
        Map<String, String> form = person.priced(MODEL, "a quiet harbour at dusk");
        form.put(field, value);
        Person.Page answer = person.post("/create", form);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("a quiet harbour at dusk", "field__error", words);
        nothingHappened();
    }

    private void nothingHappened() {
        assertThat(person.available()).isEqualTo(before);
        assertThat(person.get("/generations").body()).contains("Nothing here yet");
    }

    private static void isOurs(Person.Page answer) {
        assertThat(answer.body())
                .contains("<h1", "</html>")
                .doesNotContain("Whitelabel", "Exception", "\tat ", "org.springframework");
    }
}
