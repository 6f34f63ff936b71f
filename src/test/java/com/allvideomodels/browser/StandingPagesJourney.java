package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import com.microsoft.playwright.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What answers before anyone has an account. */
@Tag("long")
@BrowserTest
class StandingPagesJourney {

    @Test
    void theApplicationIsHealthy(Browser browser) {
        Window window = browser.window(RunningProduct.url());

        Response health = window.open("/actuator/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text()).contains("UP");
    }

    @Test
    void anAddressThatIsNotThereSaysSo(Browser browser) {
        for (Look look : Look.all()) {
            Window window = browser.window(RunningProduct.url(), look).expecting("status of 404");

            Response answer = window.open("/img/no-such-picture.png");

            assertThat(answer.status()).isEqualTo(404);
            window.shot("not-found");
        }
    }
}
