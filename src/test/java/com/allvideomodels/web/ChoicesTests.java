package com.allvideomodels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class ChoicesTests {

    @Autowired
    MockMvcTester pages;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/%0d%0aSet-Cookie:x=1\r\nX: y",
                "javascript:alert(1)",
                "evil.example",
                "",
                " /sign-in",
                "/a b"
            })
    void peopleAreSentNowhereElse(String back) {
        assertThat(pages.post()
                        .uri("/theme")
                        .param("theme", "dark")
                        .param("back", back)
                        .with(csrf()))
                .hasStatus(303)
                .headers()
                .hasValue("Location", "/");
    }

    @Test
    void peopleGoBackToThePageTheyWereOn() {
        assertThat(pages.post()
                        .uri("/language")
                        .param("language", "zh-CN")
                        .param("back", "/generations/1?page=2")
                        .with(csrf()))
                .hasStatus(303)
                .headers()
                .hasValue("Location", "/generations/1?page=2");
    }

    @Test
    void whatStandsEncodedInAnAddressStaysEncoded() {
        assertThat(pages.post()
                        .uri("/theme")
                        .param("theme", "dark")
                        .param("back", "/generations?words=%E7%8B%90&page=2")
                        .with(csrf()))
                .headers()
                .hasValue("Location", "/generations?words=%E7%8B%90&page=2");
        assertThat(pages.post()
                        .uri("/theme")
                        .param("theme", "dark")
                        .param("back", "/generations?words=%zz")
                        .with(csrf()))
                .headers()
                .hasValue("Location", "/");
    }

    @Test
    @Clause("retain.persistent-cookies")
    void aChoiceIsKeptForAYear() {
        assertThat(pages.post().uri("/theme").param("theme", "dark").with(csrf()))
                .cookies()
                .hasValue("theme", "dark")
                .hasMaxAge("theme", java.time.Duration.ofDays(365))
                .isHttpOnly("theme", true);
    }

    @Test
    void aThemeOrLanguageThatIsNoneIsTheUsualOne() {
        assertThat(pages.post().uri("/theme").param("theme", "<x>").with(csrf()))
                .cookies()
                .hasValue("theme", "system");
        assertThat(pages.post().uri("/language").param("language", "xx").with(csrf()))
                .cookies()
                .hasValue("language", "en");
    }
}
