package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.running.RunningProduct;
import com.allvideomodels.sandbox.Sandbox;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks that come twice, come back, or come from two tabs, and one that comes after the session ended. */
@Tag("long")
@BrowserTest
class ClicksJourney {

    private static final String MODEL = "luma-ray-flash-2";

    private final Sandbox provider = RunningProduct.sandboxes().dreamMachine();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDoubleClickIsOneVideo(boolean scripts, Browser browser) {
        Window window = window(browser, scripts);
        Person.signedUp(window);
        String prompt = prompt();
        Composer composer = composed(window, prompt);
        window.page().dblclick(Composer.GENERATE);
        composer.place();
        Footage.awaited(window);
        wereMade(window, prompt, 1);
    }

    @Test
    void whoGoesBackAndClicksAgainPaysForWhatOpensAndNothingElse(Browser browser) {
        Window window = window(browser, true).expecting("status of 422");
        Page page = window.page();
        Person.signedUp(window);
        String prompt = prompt();
        composed(window, "A first thought");
        UUID first = composed(window, prompt).generates();
        page.goBack();
        page.waitForURL("**/create");
        assertThat(Composer.on(window).prompt()).isEqualTo(prompt);

        page.click(Composer.GENERATE);
        page.locator(".composer__wrong, #whole").first().waitFor();
        boolean another =
                window.path().startsWith("/generations/") && !window.path().endsWith(first.toString());
        window.open("/generations/" + first);
        Footage.awaited(window);
        if (another) {
            page.goBack();
            Footage.awaited(window);
        }
        wereMade(window, prompt, another ? 2 : 1);
    }

    @Test
    void twoTabsAreTwoVideos(Browser browser) {
        Window left = window(browser, true);
        Person.signedUp(left);
        Window right = left.tab();
        left.open("/create");
        right.open("/create");
        String prompt = prompt();
        UUID first = written(left, prompt).generates();
        UUID second = written(right, prompt).generates();
        assertThat(second).isNotEqualTo(first);
        Footage.awaited(left);
        Footage.awaited(right);
        wereMade(left, prompt, 2);
    }

    @Test
    void whatWasTypedOutlivesTheSession(Browser browser) {
        Window window = window(browser, true);
        Person person = Person.signedUp(window);
        String prompt = prompt();
        composed(window, prompt);
        window.loseSession();
        comesBackAndGenerates(window, person, prompt);
    }

    @Test
    void aTabThatIsOpenedWhileOneWritesInAnotherIsAFormOfItsOwn(Browser browser) {
        Window left = window(browser, true);
        Person.signedUp(left);
        String prompt = prompt();
        Composer one = composed(left, prompt);
        Composer other = Composer.opened(left.tab());
        assertThat(other.prompt()).isEqualTo(prompt);
        assertThat(other.generates()).isNotEqualTo(one.generates());
        Footage.awaited(left);
        wereMade(left, prompt, 2);
    }

    @Test
    void whatWasTypedOutlivesASignOutInAnotherTab(Browser browser) {
        Window window = window(browser, true);
        Person person = Person.signedUp(window);
        String prompt = prompt();
        composed(window, prompt);
        Window other = window.tab();
        other.open("/credits");
        person.signOut(other);
        comesBackAndGenerates(window, person, prompt);
    }

    private void comesBackAndGenerates(Window window, Person person, String prompt) {
        window.page().click(Composer.GENERATE);
        window.page().waitForURL("**/sign-in*");
        person.fillIn(window);
        window.page().waitForURL("**/create*");
        Composer composer = Composer.on(window);
        assertThat(composer.prompt()).isEqualTo(prompt);
        assertThat(window.page().isChecked("#model-" + MODEL)).isTrue();
        assertThat(provider.created(prompt)).isZero();
        composer.generates();
        Footage.awaited(window);
        wereMade(window, prompt, 1);
    }

    private static Window window(Browser browser, boolean scripts) {
        return browser.window(RunningProduct.url(), scripts ? Look.WIDE : Look.WIDE.withoutScripts());
    }

    private static String prompt() {
        return "A heron lands " + UUID.randomUUID();
    }

    private static Composer composed(Window window, String prompt) {
        window.open("/create");
        return written(window, prompt);
    }

    private static Composer written(Window window, String prompt) {
        return Composer.on(window).writes(prompt).uses(MODEL).agrees();
    }

    private void wereMade(Window window, String prompt, int videos) {
        assertThat(provider.created(prompt)).as("tasks at the provider").isEqualTo(videos);
        Entries entries = Entries.of(window);
        assertThat(entries.holds()).isEqualTo(videos);
        assertThat(entries.spent()).hasSize(videos);
    }
}
