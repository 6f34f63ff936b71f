package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.browser.Browser;
import com.allvideomodels.browser.BrowserTest;
import com.allvideomodels.browser.Look;
import com.allvideomodels.browser.Person;
import com.allvideomodels.browser.Window;
import com.allvideomodels.running.RunningProduct;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages anyone can read, looked at in a real browser, in both themes, on a phone and on a wide screen. */
@Tag("long")
@BrowserTest
class PublicPagesJourney {

    private static final List<String> PAGES = List.of(
            "/",
            "/privacy",
            "/terms",
            "/acceptable-use",
            "/processors",
            "/privacy/activities",
            "/privacy/authorities",
            "/privacy/versions",
            "/privacy/versions/none");

    static Stream<Look> looks() {
        return Look.all().stream();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyoneCanReadThem(Look look, Browser browser) {
        Window window = browser.window(RunningProduct.url(), look).expecting("status of 404");
        PAGES.forEach(path -> readable(window, path));
    }

    static Stream<Look> opposites() {
        return Stream.of(Look.WIDE, Look.PHONE.inTheDark());
    }

    @ParameterizedTest
    @MethodSource("opposites")
    void inChineseToo(Look look, Browser browser) {
        Window window =
                browser.window(RunningProduct.url(), look.speaking("zh-CN")).expecting("status of 404");
        for (String path : PAGES) {
            readable(window, path);
            assertThat(window.page().locator("html").getAttribute("lang"))
                    .as(path)
                    .isEqualTo("zh-CN");
        }
    }

    @Test
    void soIsThePageOfConsents(Browser browser) {
        Person person = Person.signedUp(browser.window(RunningProduct.url()));
        for (Look look : Look.all()) {
            Window window = browser.window(RunningProduct.url(), look);
            person.signIn(window);
            readable(window, "/privacy/consents");
            readable(window, "/privacy/disclosures");
        }
    }

    private static void readable(Window window, String path) {
        window.open(path);
        window.shot(path.equals("/") ? "home" : path.substring(1).replace('/', '-'));
        window.scan();
        window.fits();
    }
}
