package com.allvideomodels.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Browser;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.kernel.AccountId;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The pages anyone can read, looked at in a real browser, in both themes, on a phone and on a wide screen. */
@ProductTest
class PublicPagesJourney {

    private static final List<String> PAGES = List.of(
            "/", "/privacy", "/terms", "/acceptable-use", "/processors", "/privacy/versions", "/privacy/versions/none");

    private static Browser browser;

    @LocalServerPort
    int port;

    @Autowired
    MockMvcTester mvc;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"360, 780, false", "390, 844, true", "1440, 900, false", "1440, 900, true"})
    void everyoneCanReadThem(int width, int height, boolean dark) {
        try (BrowserContext window = browser.window(width, height, dark)) {
            Page page = window.newPage();
            List<String> complaints = complaints(page);
            for (String path : PAGES) {
                page.navigate("http://localhost:" + port + path);
                Browser.picture(page, name(path, width, dark));
                Browser.assertAccessible(page);
            }
            assertThat(complaints).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, false", "1440, 900, true"})
    void soIsThePageOfConsents(int width, int height, boolean dark) throws UnsupportedEncodingException {
        String html = mvc.get()
                .uri("/privacy/consents")
                .with(TestPeople.as(AccountId.fresh()))
                .exchange()
                .getResponse()
                .getContentAsString();
        try (BrowserContext window = browser.window(width, height, dark)) {
            Page page = window.newPage();
            page.route(
                    "**/privacy/consents",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html;charset=utf-8")
                            .setBody(html)));
            page.navigate("http://localhost:" + port + "/privacy/consents");
            Browser.picture(page, name("/privacy/consents", width, dark));
            Browser.assertAccessible(page);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, 844, true", "1440, 900, false"})
    void inChineseToo(int width, int height, boolean dark) {
        try (BrowserContext window = browser.window(width, height, dark)) {
            window.addCookies(List.of(
                    new Cookie("language", "zh-CN").setDomain("localhost").setPath("/")));
            Page page = window.newPage();
            for (String path : PAGES) {
                page.navigate("http://localhost:" + port + path);
                Browser.picture(page, "zh-" + name(path, width, dark));
                Browser.assertAccessible(page);
                assertThat(page.locator("html").getAttribute("lang")).as(path).isEqualTo("zh-CN");
            }
        }
    }

    private static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("404")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return complaints;
    }

    private static String name(String path, int width, boolean dark) {
        String page = path.equals("/") ? "home" : path.substring(1).replace('/', '-');
        return page + "-" + width + (dark ? "-dark" : "-light");
    }
}
