package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Invariant C2: what counts as a signal is a table. */
@Clause("cookies.dnt")
class SignalsTests {

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(List.of(), false),
                Arguments.of(List.of("1"), true),
                Arguments.of(List.of("0"), false),
                Arguments.of(List.of(""), false),
                Arguments.of(List.of("true"), false),
                Arguments.of(List.of("yes"), false),
                Arguments.of(List.of("\"1\""), false),
                Arguments.of(List.of("01"), false),
                Arguments.of(List.of("1.0"), false),
                Arguments.of(List.of("11"), false),
                Arguments.of(List.of("1;x"), false),
                Arguments.of(List.of("1, 1"), false),
                Arguments.of(List.of("１"), false),
                Arguments.of(List.of("0", "1"), true),
                Arguments.of(List.of("1", "0"), true),
                Arguments.of(List.of("1", "1"), true),
                Arguments.of(List.of("x", "0"), false));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void onlyAHeaderThatIsExactlyOneCounts(List<String> values, boolean expected) {
        for (String header : List.of("Sec-GPC", "DNT")) {
            var request = new MockHttpServletRequest();
            values.forEach(value -> request.addHeader(header, value));
            Signals signals = Signals.of(request);
            assertThat(header.equals("DNT") ? signals.dnt() : signals.gpc()).isEqualTo(expected);
            assertThat(signals.refuse()).isEqualTo(expected);
        }
    }
}
