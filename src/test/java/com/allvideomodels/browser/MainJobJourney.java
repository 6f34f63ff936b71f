package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.running.RunningProduct;
import com.allvideomodels.sandbox.Sandbox;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main job through the browser, once for each provider: sign up, confirm by mail, upload a photo, choose a model, see the
 * price, generate, watch, play, seek, download.
 *
 * <p>Not part of the build under this name. Lines marked GUESS name fields and addresses of pages that did not exist when this
 * was written; once they are right, rename the class to MainJobJourney.
 */
@BrowserTest
class MainJobJourney {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String PASSWORD = "correct horse battery staple 7";

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
        Page page = window.page();
        String prompt = "The photo comes alive " + UUID.randomUUID();

        signUp(window);
        uploadPhoto(window);
        window.open("/create");
        choose(page, "mode-image");
        choose(page, "model-" + model);
        page.locator(".picks input").first().check();
        page.fill("[name=prompt]", prompt);
        consent(page);
        String price = page.locator("#price-bar .composer__total strong").innerText();
        assertThat(price).matches("(?s).*\\d.*");
        window.shot("create-" + model);
        window.scan();
        page.click("button[name=action][value=generate]");

        page.waitForURL(Pattern.compile(".*/generations/[0-9a-f-]{36}"));
        watch(page);
        window.shot("generation-" + model);
        window.scan();
        playAndSeek(page);
        download(page);

        assertThat(provider.created(prompt)).as("tasks at the provider").isEqualTo(1);
        assertThat(provider.remarks()).isEmpty();
        priceWasCharged(window, price);
    }

    private static void signUp(Window window) {
        Page page = window.page();
        String name = "walker" + UUID.randomUUID().toString().substring(0, 8);
        window.open("/sign-up");
        page.fill("[name=year]", "1990");
        page.selectOption("[name=month]", "4");
        page.fill("[name=day]", "12");
        page.click("main form .button--primary");
        page.fill("[name=name]", "Wen Walker");
        page.fill("[name=email]", name + "@example.com");
        page.fill("[name=username]", name);
        page.fill("[name=password]", PASSWORD);
        page.check("[name=policy]");
        page.check("[name=transfer]");
        window.scan();
        page.click("main form .button--primary");

        page.navigate(link(name + "@example.com", page));
        if (page.locator("main form .button--primary").count() > 0) {
            page.click("main form .button--primary");
        }
        window.open("/sign-in");
        if (window.path().equals("/sign-in")) {
            page.fill("[name=name]", name);
            page.fill("[name=password]", PASSWORD);
            page.click("main form .button--primary");
        }
    }

    /** The address in the newest letter to this person. */
    private static String link(String address, Page page) {
        JsonNode letters = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> JSON.readTree(page.request()
                                .get(RunningProduct.url() + "/local/mailbox.json?to=" + address)
                                .text()),
                        found -> found.isArray() && !found.isEmpty());
        Matcher link = LINK.matcher(letters.get(0).path("text").asString(""));
        assertThat(link.find()).as("a link in the letter").isTrue();
        return link.group();
    }

    private static void uploadPhoto(Window window) throws IOException {
        window.open("/uploads");
        Page page = window.page();
        page.setInputFiles("input[type=file]", new FilePayload("holiday.jpg", "image/jpeg", photo()));
        page.waitForFunction("() => [...document.querySelectorAll('.upload img')].some(i => i.naturalWidth > 0)");
    }

    /** A choice changes the form without a reload; the answer replaces parts of the page. */
    private static void choose(Page page, String id) {
        Locator choice = page.locator("#" + id);
        if (!choice.isChecked()) {
            page.waitForResponse(answer -> answer.url().contains("/create"), choice::check);
        }
    }

    /** The first task at a provider asks for consent, in place; nothing typed is lost. */
    private static void consent(Page page) {
        Locator agree = page.locator("button[name=agree]");
        if (agree.count() > 0) {
            agree.first().click();
            agree.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    private static void watch(Page page) {
        page.locator("#whole").waitFor();
        page.locator("video.detail__video").waitFor(new Locator.WaitForOptions().setTimeout(90_000));
    }

    private static void playAndSeek(Page page) {
        page.evaluate("() => { const v = document.querySelector('video'); v.muted = true; return v.play(); }");
        page.waitForFunction("() => document.querySelector('video').currentTime > 0.3");
        assertThat(((Number) page.evaluate("() => document.querySelector('video').duration")).doubleValue())
                .isGreaterThan(3);
        page.evaluate("() => { document.querySelector('video').currentTime = 3; }");
        page.waitForFunction(
                "() => { const v = document.querySelector('video'); return !v.seeking && v.currentTime >= 3 && v.readyState >= 2; }");
    }

    private static void download(Page page) throws IOException {
        Download file = page.waitForDownload(() -> page.click("a.button--primary[download]"));
        byte[] head = Files.readAllBytes(file.path());
        assertThat(head.length).isGreaterThan(10_000);
        assertThat(new String(head, 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("ftyp");
    }

    private static void priceWasCharged(Window window, String price) {
        window.open("/credits");
        String number = price.replaceAll("\\D", "");
        assertThat(window.page().locator("main").innerText()).contains(number);
        window.scan();
    }

    private static byte[] photo() throws IOException {
        var image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, new Color(20, 60, 120), 1200, 800, new Color(240, 170, 90)));
        canvas.fillRect(0, 0, 1200, 800);
        canvas.setColor(Color.WHITE);
        canvas.fillOval(700, 120, 220, 220);
        canvas.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
