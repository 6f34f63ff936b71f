package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class EntryTests {

    @Autowired
    MockMvcTester pages;

    @Test
    void everyPageOfAStrangerAnswers() {
        for (String page :
                new String[] {"/sign-in", "/sign-up", "/password-reset", "/password-reset/letter", "/confirmation"}) {
            assertThat(pages.get().uri(page)).as(page).hasStatusOk().bodyText().contains("</html>");
        }
    }
}
