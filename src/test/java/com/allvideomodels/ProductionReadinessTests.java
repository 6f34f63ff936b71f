package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.DeferredLog;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

@ExtendWith(OutputCaptureExtension.class)
class ProductionReadinessTests {

    private static final DeferredLog LOG = new DeferredLog();

    static final java.util.List<String> REQUIRED = ProductionReadiness.REQUIRED;

    @Test
    void aWholeConfigurationStarts() {
        assertThatCode(() -> start(whole())).doesNotThrowAnyException();
    }

    @Test
    void anEmptyOneIsToldEverythingAtOnce() {
        assertThatThrownBy(() -> start(new HashMap<>()))
                .hasMessageContainingAll(REQUIRED.toArray(String[]::new))
                .hasMessageContaining("mail.carrier")
                .hasMessageContainingAll(ProductionReadiness.PROVIDER_KEYS.toArray(String[]::new));
    }

    @ParameterizedTest
    @FieldSource("REQUIRED")
    void eachMissingPropertyIsNamedAndNoOther(String name) {
        Map<String, Object> settings = whole();
        settings.remove(name);
        assertThatThrownBy(() -> start(settings))
                .satisfies(failure -> assertThat(
                                failure.getMessage().lines().skip(1).map(String::strip))
                        .containsExactly("- " + name));
    }

    @ParameterizedTest
    @FieldSource("REQUIRED")
    void aVariableThatNobodySetIsMissingToo(String name) {
        Map<String, Object> settings = whole();
        settings.put(name, "${NOT_SET_ANYWHERE}");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("- " + name);
        settings.put(name, "  ");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("- " + name);
    }

    @Test
    void theMailboxOfADeveloperIsNoCarrier() {
        Map<String, Object> settings = whole();
        settings.put("mail.carrier", "mailbox");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("mail.carrier (must be resend)");
    }

    @Test
    void peopleComeOverTlsAlone() {
        Map<String, Object> settings = whole();
        settings.put("app.public-url", "http://videos.example");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("https://");
    }

    @Test
    void payingNeedsBothOfItsSecrets() {
        Map<String, Object> settings = whole();
        settings.put("creem.api-key", "creem_1");
        assertThatThrownBy(() -> start(settings)).hasMessageContaining("creem.webhook-secret (both");
        settings.put("creem.webhook-secret", "whsec_1");
        assertThatCode(() -> start(settings)).doesNotThrowAnyException();
    }

    @Test
    void otherProfilesAreLeftAlone() {
        var environment = new StandardEnvironment();
        assertThatCode(() -> new ProductionReadiness(later -> LOG)
                        .postProcessEnvironment(environment, new SpringApplication()))
                .doesNotThrowAnyException();
    }

    @Test
    void theMessageStandsAloneInTheLog() {
        var failure = new ProductionReadiness.NotReady(java.util.List.of("app.name"));
        var analysis = new NotReadyAnalyzer().analyze(new IllegalStateException(failure));
        assertThat(analysis.getDescription()).contains("app.name");
        assertThat(analysis.getAction()).contains("config/application-production.yml");
    }

    @Test
    void theExampleOfTheConfigurationNamesEveryProperty() throws IOException {
        var file = new FileSystemResource(Path.of("config/application-production.yml"));
        var source = new YamlPropertySourceLoader().load("example", file).getFirst();
        REQUIRED.forEach(
                name -> assertThat(source.containsProperty(name)).as(name).isTrue());
        ProductionReadiness.PROVIDER_KEYS.forEach(
                name -> assertThat(source.containsProperty(name)).as(name).isTrue());
    }

    @Test
    void promptsThatAreNotScreenedThoughMoneyMovesAreWarnedOf(CapturedOutput output) {
        Map<String, Object> settings = whole();
        settings.put("creem.base-url", "https://test-api.creem.io");
        settings.put("creem.api-key", "creem_test_KEY");
        settings.put("creem.webhook-secret", "whsec");
        start(settings);
        settings.put("creem.base-url", "https://api.creem.io");
        settings.put("creem.moderation", "true");
        start(settings);
        LOG.replayTo(ProductionReadiness.class);
        assertThat(output).doesNotContain("creem.moderation is off");

        settings.put("creem.moderation", "false");
        start(settings);
        LOG.replayTo(ProductionReadiness.class);
        assertThat(output).contains("creem.moderation is off");
    }

    private static Map<String, Object> whole() {
        Map<String, Object> settings = new HashMap<>();
        REQUIRED.forEach(name -> settings.put(name, "set"));
        settings.put("app.public-url", "https://videos.example");
        settings.put("mail.carrier", "resend");
        settings.put("provider.luma.api-key", "key");
        return settings;
    }

    private static void start(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.setActiveProfiles("production");
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new ProductionReadiness(later -> LOG).postProcessEnvironment(environment, new SpringApplication());
    }
}
