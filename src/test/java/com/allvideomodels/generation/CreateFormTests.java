package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.InputRole;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Parameter.Key;
import com.allvideomodels.provider.Settings;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Whatever arrives, the form reads what it can and keeps what a person typed. */
class CreateFormTests {

    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    @Test
    void keepsWhatWasTypedThroughAnAbsence() {
        fields.add("prompt", "A boat\r\non a pond");
        fields.add("mode", "image");
        fields.add("model", "one");
        fields.add("setting-duration", "five");
        fields.add("input-first-frame", UUID.randomUUID().toString());
        CreateForm form = CreateForm.of(fields);
        CreateForm again = CreateForm.of(form.fields());
        assertThat(again).usingRecursiveComparison().ignoringFields("key").isEqualTo(form);
        // Two tabs that open the same draft are two forms: a click in each makes a video each.
        assertThat(again.key()).isNotEqualTo(form.key());
        assertThat(form.prompt()).isEqualTo("A boat\non a pond");
        assertThat(form.settings().get(Key.DURATION)).contains("five");
    }

    @Test
    void leavesOutWhatOurFormNeverMakes() {
        fields.add("key", "not-a-key");
        fields.add("mode", "dream");
        fields.add("model", "../../etc/passwd");
        fields.add("model", "two");
        fields.add("agreed", "free");
        fields.add("agreed", "12");
        fields.add("input-first-frame", "1 or 1=1");
        fields.add("setting-nonsense", "1");
        CreateForm form = CreateForm.of(fields);
        assertThat(form.mode()).isEqualTo(Mode.TEXT);
        assertThat(form.models()).containsExactly(new ModelId("two"));
        assertThat(form.agreed()).containsExactly(12L);
        assertThat(form.inputs(InputRole.FIRST_FRAME)).isEmpty();
        assertThat(form.settings()).isEqualTo(Settings.NONE);
    }

    @Test
    void controlCharactersGoAndAMegabyteOfPromptIsKeptToBeShownAgainAndNotCarriedAlong() {
        fields.add("prompt", "a\u0000b\u0007c\u001b[31m\td\ne" + "x".repeat(1 << 20));
        CreateForm form = CreateForm.of(fields);
        assertThat(form.prompt().length()).isEqualTo("abc[31m\td\ne".length() + (1 << 20));
        assertThat(form.prompt().substring(0, 12)).isEqualTo("abc[31m\td\nex");
        assertThat(String.valueOf(form.fields().getFirst("prompt")).length()).isEqualTo(20_000);
    }

    @Test
    void anEmptyFieldIsNoSetting() {
        fields.add("setting-seed", "  ");
        assertThat(CreateForm.of(fields).settings().values()).isEqualTo(Map.of());
    }
}
