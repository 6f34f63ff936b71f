package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    private static final List<String> OWN =
            PasswordRules.words("Wilhelmina Featherstone", "featherwing42", "wilma@lighthouse.example");

    @ParameterizedTest
    @CsvSource({
        "short, password.short",
        "qZ7!x, password.short",
        "password, password.common",
        "iloveyou, password.common",
        "Password1, password.common",
        "qwertyuiop[], password.keyboard",
        "featherwing42, password.own-words",
        "lighthouse1, password.own-words",
        "allvideomodels1, password.own-words",
        "abcdefghijkl, password.sequence",
        "abcabcabcabc, password.repeats",
    })
    void aGuessablePasswordIsRefusedWithAReason(String password, String reason) {
        assertThat(PasswordRules.objection(password, OWN)).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct zebra mountain cliff",
                "vqzjhwpkxmty",
                "九曲黄河万里沙浪淘风簸",
                "kT9#vw2!pX",
                "              spaces     matter   too   "
            })
    void noKindOfCharacterIsAskedFor(String password) {
        assertThat(PasswordRules.objection(password, OWN)).isEmpty();
    }

    @Test
    void upTo128CharactersAreTaken() {
        String longest = "violet harbor tango umbrella ".repeat(5).substring(0, 128);

        assertThat(PasswordRules.objection(longest, OWN)).isEmpty();
        assertThat(PasswordRules.objection(longest + "x", OWN)).contains("password.long");
    }

    @Test
    void whatIsJudgedIsWhatIsHashed() {
        assertThat(PasswordRules.objection("ｐａｓｓｗｏｒｄ１２３", OWN)).contains("password.common");
        assertThat(PasswordRules.objection("ﷺ".repeat(10), OWN)).contains("password.long");
    }

    @Test
    void anyInputIsJudgedSoon() {
        long start = System.nanoTime();

        PasswordRules.objection("a@1".repeat(40), OWN);
        PasswordRules.objection("😀".repeat(128), OWN);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
