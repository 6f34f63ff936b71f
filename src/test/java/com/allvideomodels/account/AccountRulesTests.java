package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:01Z");

    @ParameterizedTest
    @CsvSource({
        "2013-03-01, TEENAGER",
        "2013-03-02, CHILD",
        "2008-03-01, ADULT",
        "2008-03-02, TEENAGER",
        "2026-03-01, CHILD",
        "1904-02-29, ADULT",
        "2008-02-29, ADULT"
    })
    void ageIsCountedToTheDay(LocalDate born, AgeScreen expected) {
        assertThat(AgeScreen.of(born, NOON)).isEqualTo(expected);
    }

    @Test
    void aBirthdayHasToHaveBegunEverywhere() {
        LocalDate born = LocalDate.parse("2008-03-01");

        assertThat(AgeScreen.of(born, Instant.parse("2026-03-01T11:59:59Z"))).isEqualTo(AgeScreen.TEENAGER);
    }

    @ParameterizedTest
    @CsvSource({"2026,3,2", "1895,1,1", "2001,2,29", "2001,13,1", "0,0,0", "-5,1,1", "2000000000,1,1"})
    void anImpossibleDateIsNone(int year, int month, int day) {
        assertThat(AgeScreen.date(year, month, day, NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "-abc", "a b c", "ada@example", "名字名字", "abcdefghijklmnopqrstuvwxyz12345", ""})
    void aUserNameIsPlain(String typed) {
        assertThat(Username.parse(typed)).isEmpty();
    }

    @Test
    void aUserNameIsProposedFromAnAddress() {
        assertThat(Username.proposedFrom("_ada.lovelace+x")).isEqualTo("adalovelacex");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.0/24, 203.0.113.77/32",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48, 2001:db8:1:2:0:0:0:0/64",
        "nonsense, ?, ?"
    })
    void aNetworkIsNoFinerThanNeeded(String address, String neighbourhood, String line) {
        assertThat(Network.of(address)).isEqualTo(new Network(neighbourhood, line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0|Edge · Windows",
                "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36|Chrome · Android",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1 Version/19.0 Safari/605.1|Safari · macOS",
                "curl/8.0|''"
            })
    void aDeviceIsCalledWhatPeopleCallIt(String header, String words) {
        assertThat(Device.of(header).words()).isEqualTo(words);
    }
}
