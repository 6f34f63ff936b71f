package com.allvideomodels.provider;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.sandbox.Sandbox;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything the catalogue offers is accepted by the company's stand-in and ends in a video: each model, in each mode, with its
 * presets, and with every option of every choice.
 */
class EveryModelTests {

    private static HttpServer links;
    private static byte[] picture;
    private static byte[] video;

    private static ConfigurableApplicationContext context;
    private static Catalogue catalogue;
    private static Providers providers;

    /** What was asked for, and how it went on. */
    private record Asked(String what, VideoProvider provider, ProviderTask task) {}

    /** The module alone, and what it asks others with: it needs no database. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    @ConfigurationPropertiesScan
    @ComponentScan(
            basePackages = {"com.allvideomodels.provider", "com.allvideomodels.http"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*((Tests|Contract)(\\$.*)?|Doorbell.*)"))
    static class Module {

        @Bean
        InstantSource clock() {
            return InstantSource.system();
        }

        @Bean
        JsonMapper json() {
            return JsonMapper.builder().build();
        }
    }

    @BeforeAll
    static void startModule() {
        Map<String, Object> properties =
                new HashMap<>(TestInfrastructure.sandboxes().properties());
        properties.put("provider.downloads.private-networks", "true");
        properties.put("spring.main.banner-mode", "off");
        context = new SpringApplicationBuilder(Module.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run();
        catalogue = context.getBean(Catalogue.class);
        providers = context.getBean(Providers.class);
    }

    @BeforeAll
    static void makeInputs() throws IOException, InterruptedException {
        var image = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillOval(300, 100, 500, 500);
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        picture = bytes.toByteArray();
        Path file = Files.createTempFile("source", ".mp4");
        String ffmpeg = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
        String source = "testsrc2=s=640x360:r=24:d=5";
        new ProcessBuilder(
                        ffmpeg,
                        "-y",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        source,
                        "-c:v",
                        "libopenh264",
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        video = Files.readAllBytes(file);
        Files.delete(file);
        links = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        links.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        links.createContext("/picture.jpg", http -> serve(http, "image/jpeg", picture));
        links.createContext("/video.mp4", http -> serve(http, "video/mp4", video));
        links.start();
    }

    @AfterAll
    static void stop() {
        links.stop(0);
        context.close();
    }

    @BeforeEach
    void calm() {
        TestInfrastructure.sandboxes().reset();
    }

    @Test
    void everyModelMakesAVideoInEveryMode() {
        List<Asked> asked = new ArrayList<>();
        var soft = new SoftAssertions();
        for (Model model : catalogue.models()) {
            for (ModeRules rules : model.modes()) {
                ask(model, rules, Settings.NONE, soft, asked);
            }
        }
        asked.forEach(each -> soft.assertThat(end(each)).as(each.what()).isInstanceOf(Sighting.Ready.class));
        remarks(soft);
        soft.assertAll();
    }

    @Test
    void everyOptionOfEveryChoiceIsAccepted() {
        var soft = new SoftAssertions();
        for (Model model : catalogue.models()) {
            for (ModeRules rules : model.modes()) {
                for (Parameter parameter : rules.parameters()) {
                    values(parameter)
                            .forEach(value -> ask(
                                    model, rules, Settings.NONE.with(parameter.key(), value), soft, new ArrayList<>()));
                }
            }
        }
        remarks(soft);
        soft.assertAll();
    }

    private static Stream<String> values(Parameter parameter) {
        return switch (parameter) {
            case Parameter.Choice choice -> choice.options().stream();
            case Parameter.WholeNumber number -> Stream.of(Long.toString(number.least()), Long.toString(number.most()));
            case Parameter.Toggle toggle -> Stream.of("true", "false");
            case Parameter.Words words -> Stream.of("blurry");
        };
    }

    /** What cannot be priced is not asked for: the catalogue itself forbids some combinations. */
    private void ask(Model model, ModeRules rules, Settings typed, SoftAssertions soft, List<Asked> asked) {
        List<SourceMedia> inputs = inputs(rules);
        List<InputFacts> facts = inputs.stream().map(EveryModelTests::facts).toList();
        String what = model.id() + " " + rules.mode() + " " + typed.values();
        String words = "a paper boat --ratio 1:1";
        String prompt =
                words.substring(0, Math.min(words.length(), rules.prompt().most()));
        Quote quote = catalogue.quote(model, rules.mode(), prompt, typed, facts);
        if (typed.values().isEmpty()) {
            soft.assertThat(quote).as(what).isInstanceOf(Quote.Priced.class);
        }
        if (quote instanceof Quote.Priced priced) {
            VideoProvider provider = providers.of(model.api());
            Submission answer = provider.submit(new RenderRequest(
                    UUID.randomUUID(),
                    model,
                    rules.mode(),
                    prompt,
                    priced.settings(),
                    inputs,
                    null,
                    "person-" + model.provider().slug(),
                    Instant.now()));
            soft.assertThat(answer).as(what + lastRefusal(model, answer)).isInstanceOf(Submission.Accepted.class);
            if (answer instanceof Submission.Accepted(ProviderTask task)) {
                asked.add(new Asked(what, provider, task));
            }
        }
    }

    private static String lastRefusal(Model model, Submission answer) {
        if (answer instanceof Submission.Accepted) {
            return "";
        }
        Sandbox sandbox = sandbox(model.api());
        var last = sandbox.seen(com.allvideomodels.sandbox.Point.CREATE);
        return last.isEmpty()
                ? ""
                : " sent " + last.getLast().body() + " got " + last.getLast().status();
    }

    private static Sandbox sandbox(ProviderApi api) {
        var sandboxes = TestInfrastructure.sandboxes();
        return switch (api) {
            case RUNWAY -> sandboxes.runway();
            case PIKA -> sandboxes.pika();
            case VOLCENGINE -> sandboxes.volcengine();
            case LUMA -> sandboxes.luma();
            case LUMA_DREAM_MACHINE -> sandboxes.dreamMachine();
            case EVOLINK -> sandboxes.evolink();
        };
    }

    /** Asks in the pace of a test, not of the contract. */
    private static Sighting end(Asked asked) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> asked.provider().look(asked.task()), EveryModelTests::isAnEnd);
    }

    private static boolean isAnEnd(Sighting seen) {
        return !(seen instanceof Sighting.Waiting
                || seen instanceof Sighting.Rendering
                || seen instanceof Sighting.Unanswered);
    }

    private static void remarks(SoftAssertions soft) {
        for (Sandbox sandbox : TestInfrastructure.sandboxes().all()) {
            soft.assertThat(sandbox.remarks().stream()
                            .filter(remark -> !remark.startsWith("polled after"))
                            .distinct())
                    .as(sandbox.name())
                    .isEmpty();
        }
    }

    private static List<SourceMedia> inputs(ModeRules rules) {
        List<SourceMedia> inputs = new ArrayList<>();
        for (InputSlot slot : rules.inputs()) {
            for (int i = 0; i < slot.least(); i++) {
                inputs.add(new Input(slot.role(), slot.video()));
            }
        }
        return inputs;
    }

    private static InputFacts facts(SourceMedia input) {
        boolean moving = ((Input) input).moving();
        return new InputFacts(
                input.role(),
                moving,
                moving ? 640 : 1280,
                moving ? 360 : 720,
                input.size(),
                moving ? Duration.ofSeconds(5) : Duration.ZERO,
                moving ? 120 : 0);
    }

    private record Input(InputRole role, boolean moving) implements SourceMedia {

        @Override
        public String contentType() {
            return moving ? "video/mp4" : "image/jpeg";
        }

        @Override
        public String fileName() {
            return moving ? "video.mp4" : "picture.jpg";
        }

        @Override
        public long size() {
            return moving ? video.length : picture.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(moving ? video : picture);
        }

        @Override
        public URI link() {
            return URI.create("http://127.0.0.1:" + links.getAddress().getPort() + "/" + fileName());
        }
    }

    private static void serve(HttpExchange http, String type, byte[] bytes) throws IOException {
        try (http) {
            http.getResponseHeaders().set("Content-Type", type);
            if (http.getRequestMethod().equals("HEAD")) {
                http.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
                http.sendResponseHeaders(200, -1);
            } else {
                http.sendResponseHeaders(200, bytes.length);
                http.getResponseBody().write(bytes);
            }
        }
    }
}
