package com.allvideomodels.running;

import static org.awaitility.Awaitility.await;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.local.LocalMailbox;
import com.allvideomodels.local.LocalMailbox.Mail;
import com.allvideomodels.local.LocalTimetable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;

/**
 * The application in this process for the tests of one class alone, over a database of its own and with a clock that goes forward when
 * it is told to: {@code @RegisterExtension static final OwnProduct PRODUCT = OwnProduct.plain();}.
 */
public final class OwnProduct implements BeforeAllCallback, AfterAllCallback {

    private final UnaryOperator<Launch> changed;
    private @Nullable Launch launch;
    private @Nullable ConfigurableApplicationContext running;

    private OwnProduct(UnaryOperator<Launch> changed) {
        this.changed = changed;
    }

    public static OwnProduct plain() {
        return with(UnaryOperator.identity());
    }

    /** @param changed what is other than usual */
    public static OwnProduct with(UnaryOperator<Launch> changed) {
        return new OwnProduct(changed);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        TestInfrastructure.leaveStoppingToSpring();
        launch = changed.apply(Launch.over(Launch.freshDatabase(), TestInfrastructure.sandboxes())
                .with("local.clock", Files.createTempDirectory("clock").resolve("ahead")));
        running = LocalApplication.start(launch.arguments().toArray(String[]::new));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (running != null) {
            running.close();
        }
    }

    /** How it was started, for another process beside it. */
    public Launch launch() {
        return Objects.requireNonNull(launch, "not started yet");
    }

    /** Where people reach it. */
    public String url() {
        return launch().properties().get("app.public-url").toString();
    }

    public <T> T bean(Class<T> type) {
        return running().getBean(type);
    }

    /** Makes one that is no bean, of what it needs. */
    public <T> T made(Class<T> type) {
        return running().getAutowireCapableBeanFactory().createBean(type);
    }

    /** What a message says in a language. */
    public String says(Locale language, String key, Object... arguments) {
        return bean(MessageSource.class).getMessage(key, arguments, language);
    }

    /**
     * Lets time pass.
     *
     * @param jobs of the timetable, which run then; without any, all of them
     */
    public void passes(Duration time, String... jobs) {
        LocalTimetable.passes(running(), time, jobs);
    }

    /** The newest letter of a kind to somebody, as soon as there are so many. */
    public Mail letter(String to, String template, int number) {
        return await("for letter " + number + " " + template + " to " + to)
                .atMost(Duration.ofSeconds(30))
                .until(() -> letters(to, template), found -> found.size() >= number)
                .getFirst();
    }

    public Mail letter(String to, String template) {
        return letter(to, template, 1);
    }

    /** The letters of a kind that somebody has now, the newest first. */
    public List<Mail> letters(String to, String template) {
        return bean(LocalMailbox.class).to(new EmailAddress(to)).stream()
                .filter(mail -> mail.template().equals(template))
                .toList();
    }

    private ConfigurableApplicationContext running() {
        return Objects.requireNonNull(running, "not started yet");
    }
}
