package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.running.Launch;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody leaves and comes back; somebody of fifteen comes in with a parent's consent. Each in both languages. */
@Tag("long")
@BrowserTest
class LeavingJourney {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String DELETION = "/settings/account/deletion";
    private static final String PRIMARY = "main form .button--primary";

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext running;
    private static String url;

    @BeforeAll
    static void start() {
        TestInfrastructure.leaveStoppingToSpring();
        Launch launch = Launch.over(Launch.freshDatabase(), TestInfrastructure.sandboxes())
                .with("local.clock", folder.resolve("clock"));
        url = launch.url();
        running = LocalApplication.start(launch.arguments().toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN"})
    @Clause({"right.deletion", "retain.account"})
    void somebodyDeletesTheirAccountAndComesBack(String language, Browser browser) {
        for (Look look :
                new Look[] {Look.WIDE.speaking(language), Look.PHONE.inTheDark().speaking(language)}) {
            Window window = browser.window(url, look);
            Page page = window.page();
            Person person = Person.signedUp(window);
            window.open("/settings/profile");
            page.click("main a[href='" + DELETION + "']");
            seen(window, "deletion");
            page.click("main .button--danger");
            assertThat(window.path()).isEqualTo("/sign-in");
            seen(window, "deletion-done");
            assertThat(letter(window, person.address(), 3)).contains("/sign-in");

            person.fillIn(window);
            assertThat(window.path()).isEqualTo(DELETION);
            seen(window, "ending");
            window.open("/create");
            assertThat(window.path()).isEqualTo(DELETION);
            page.click(PRIMARY);
            assertThat(window.path()).isEqualTo("/settings/profile");
            window.open("/create");
            assertThat(window.path()).isEqualTo("/create");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN"})
    @Clause({"children.age", "children.parent"})
    void somebodyOfFifteenComesInOnceAParentAgreedTwice(String language, Browser browser) {
        String word = UUID.randomUUID().toString().substring(0, 8);
        String parent = "parent-" + word + "@example.com";
        Look look = Look.PHONE.speaking(language);
        Window kid = browser.window(url, look);
        Window reader = browser.window(url, look);
        kid.open("/sign-up");
        kid.page().fill("[name=year]", Integer.toString(java.time.Year.now().getValue() - 15));
        kid.page().selectOption("[name=month]", "1");
        kid.page().fill("[name=day]", "1");
        kid.page().click(PRIMARY);
        seen(kid, "too-young");
        kid.page().fill("[name=email]", parent);
        kid.page().click(PRIMARY);
        assertThat(kid.path()).isEqualTo("/sign-up/guardian");
        seen(kid, "guardian-asked");

        reader.page().navigate(letter(reader, parent, 1));
        seen(reader, "parental-first");
        reader.page().click(PRIMARY);
        seen(reader, "parental-agreed");
        dayPasses(reader);
        reader.page().navigate(letter(reader, parent, 2));
        seen(reader, "parental-second");
        reader.page().check("[name=provider][value^='runway ']");
        reader.page().click(PRIMARY);
        seen(reader, "parental-confirmed");

        kid.page().navigate(letter(reader, parent, 3));
        seen(kid, "invitation");
        kid.page().click(PRIMARY);
        kid.page().fill("[name=name]", "Kim Walker");
        kid.page().fill("[name=email]", "kid-" + word + "@example.com");
        kid.page().fill("[name=username]", "kid-" + word);
        kid.page().fill("[name=password]", "violet harbor tango umbrella");
        kid.page().check("[name=policy]");
        kid.page().check("[name=transfer]");
        kid.page().click(PRIMARY);
        assertThat(kid.path()).isEqualTo("/sign-up/letter");
        String confirmation = letter(kid, "kid-" + word + "@example.com", 1);
        assertThat(confirmation).contains("/confirmation");
        kid.page().navigate(confirmation);
        if (kid.page().locator(PRIMARY).count() > 0) {
            kid.page().click(PRIMARY);
        }
        kid.open("/sign-in");
        if (kid.path().equals("/sign-in")) {
            kid.page().fill("[name=name]", "kid-" + word);
            kid.page().fill("[name=password]", "violet harbor tango umbrella");
            kid.page().click(PRIMARY);
        }
        kid.open("/privacy/consents");
        seen(kid, "consents-of-a-minor");
        assertThat(kid.page().locator("form[action^='/consents/']").count())
                .as("only what the parent allows is offered")
                .isOne();
    }

    private static void seen(Window window, String name) {
        window.scan();
        window.fits();
        window.shot(name);
    }

    /** What the newest of so many letters asks to open. */
    private static String letter(Window window, String to, int number) {
        JsonNode letters = await("for letter " + number)
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> JSON.readTree(window.page()
                                .request()
                                .get(url + "/local/mailbox.json?to=" + to)
                                .text()),
                        found -> found.size() >= number);
        Matcher link = LINK.matcher(letters.get(0).path("text").asString(""));
        assertThat(link.find()).isTrue();
        return link.group();
    }

    private static void dayPasses(Window window) {
        window.open("/local/clock");
        window.page().fill("[name=amount]", "25");
        window.page().selectOption("[name=unit]", "HOURS");
        window.page().click("form:has([name=amount]) button");
    }
}
