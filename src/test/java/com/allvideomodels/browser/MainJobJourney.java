package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.media.TestMedia;
import com.allvideomodels.running.RunningProduct;
import com.allvideomodels.sandbox.Sandbox;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The main job through the browser: sign up, confirm by mail, upload a photo, choose a model, see the price, generate, watch, play,
 * seek, download. Once for each provider, and once without scripts.
 */
@BrowserTest
class MainJobJourney {

    static Stream<Arguments> models() {
        var sandboxes = RunningProduct.sandboxes();
        return Stream.of(
                Arguments.of("runway-gen4-turbo", sandboxes.runway()),
                Arguments.of("pika-2-2", sandboxes.pika()),
                Arguments.of("seedance-1-5-pro", sandboxes.volcengine()),
                Arguments.of("luma-ray-3-2", sandboxes.luma()),
                Arguments.of("luma-ray-2", sandboxes.dreamMachine()),
                Arguments.of("veo-3-1-fast", sandboxes.evolink()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void fromSignUpToDownload(String model, Sandbox provider, Browser browser) throws IOException {
        Window window = browser.window(RunningProduct.url());
        String prompt = "The photo comes alive " + UUID.randomUUID();

        Person.signedUp(window).brings(photo());
        Composer composer = composed(window, model, prompt);
        long price = composer.total();
        window.shot("create-" + model);
        window.scan();
        composer.generates();
        Footage video = Footage.awaited(window);
        window.shot("generation-" + model);
        window.scan();
        video.playsAndSeeks().downloads();

        wasMadeOnceAndPaid(provider, prompt, window, price);
        window.scan();
    }

    @Test
    void fromSignUpToDownloadWithoutScripts(Browser browser) throws IOException {
        Window window = browser.window(RunningProduct.url(), Look.WIDE.withoutScripts());
        String prompt = "The photo comes alive by itself " + UUID.randomUUID();

        Person.signedUp(window).brings(photo());
        Composer composer = composed(window, "luma-ray-2", prompt);
        long price = composer.total();
        assertThat(composer.prompt()).isEqualTo(prompt);
        window.shot("create");
        composer.generates();
        Footage.awaited(window).downloads();
        window.shot("generation");

        wasMadeOnceAndPaid(RunningProduct.sandboxes().dreamMachine(), prompt, window, price);
    }

    private static Composer composed(Window window, String model, String prompt) {
        return Composer.opened(window)
                .startsFrom("image")
                .uses(model)
                .withFirstPicture()
                .writes(prompt)
                .agrees();
    }

    private static void wasMadeOnceAndPaid(Sandbox provider, String prompt, Window window, long price) {
        assertThat(provider.created(prompt)).as("tasks at the provider").isEqualTo(1);
        assertThat(provider.remarks()).isEmpty();
        assertThat(Entries.of(window).spent()).containsExactly(price);
    }

    private static FilePayload photo() {
        return new FilePayload("holiday.jpg", "image/jpeg", TestMedia.jpeg(1200, 800));
    }
}
