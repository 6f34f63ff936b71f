package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One window on the application. Errors in the console, scripts that throw, and breaches of the Content-Security-Policy are
 * troubles, which fail the test.
 */
public final class Window implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = resource("/axe.min.js");
    private static final String SCAN = """
        () => axe.run(document, {resultTypes: ['violations'],
            runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
          .then(found => found.violations.map(v => v.id + ': ' + v.help + ' at '
            + v.nodes.map(n => n.target.join(' ')).join(', ')))
        """;

    private final BrowserContext context;
    private final Page page;
    private final String url;
    private final Look look;
    private final List<String> troubles;
    private final List<Pattern> expected;

    private Window(BrowserContext context, String url, Look look, List<String> troubles, List<Pattern> expected) {
        this.context = context;
        this.url = url;
        this.look = look;
        this.troubles = troubles;
        this.expected = expected;
        page = context.newPage();
    }

    static Window in(BrowserContext context, String url, Look look) {
        context.setDefaultTimeout(15_000);
        var window = new Window(context, url, look, new ArrayList<>(), new ArrayList<>());
        window.watchForTroubles();
        return window;
    }

    /** Another tab with the same cookies. Its troubles are those of this window. */
    public Window tab() {
        return new Window(context, url, look, troubles, expected);
    }

    private void watchForTroubles() {
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                trouble("console: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> trouble("script: " + error.error()));
    }

    public Page page() {
        return page;
    }

    /** As when it has ended by itself: its cookie leads nowhere any more. */
    void loseSession() {
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("session"));
    }

    /** What makes this window's person known, for another window. */
    List<Cookie> session() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals("session"))
                .toList();
    }

    void continues(List<Cookie> session) {
        context.addCookies(session);
    }

    /** Where the application is that it shows. */
    public String url() {
        return url;
    }

    /** Whether its pages may run scripts. */
    public boolean scripts() {
        return look.scripts();
    }

    /** Opens an address of the application. */
    public Response open(String path) {
        return page.navigate(url + path);
    }

    /** The path of the page shown now, without the query. */
    public String path() {
        return java.net.URI.create(page.url()).getPath();
    }

    /** Trouble with these words is part of the test, for instance the console's line about a page that answers 404. */
    public Window expecting(String regex) {
        expected.add(Pattern.compile(regex));
        return this;
    }

    /** axe finds nothing against WCAG 2.2 AA. Its source is evaluated from outside, so the page's policy stays in force. */
    public void scan() {
        page.waitForLoadState();
        // Further down the head of the page lies over what is scrolled away, and axe takes the rest of that for all of
        // it.
        page.evaluate("() => scrollTo(0, 0)");
        page.evaluate(AXE);
        assertThat((List<?>) page.evaluate(SCAN))
                .as("axe on " + page.url() + " " + look.slug())
                .isEmpty();
    }

    /** Nothing sticks out to the side. */
    public void fits() {
        fits(look);
    }

    private void fits(Look as) {
        Object width = page.evaluate("() => document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue())
                .as("width of " + page.url() + " " + as.slug())
                .isLessThanOrEqualTo(as.width());
    }

    /** A picture of the whole page for people to look at. */
    public Path shot(String name) {
        return shot(name, look);
    }

    private Path shot(String name, Look as) {
        Path file = SCREENSHOTS.resolve(name + "-" + as.slug() + (as.scripts() ? "" : "-no-js") + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    /** In both themes, on a phone and on a wide screen: axe finds nothing, nothing sticks out, and there is a picture of each. */
    public void looks(String name) {
        for (Look one : look.everywhere()) {
            becomes(one);
            fits(one);
            shot(name, one);
            if (one.scripts() && one.dark() == one.onPhone()) {
                scan();
            }
        }
        becomes(look);
    }

    private void becomes(Look other) {
        page.setViewportSize(other.width(), other.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(other.scheme()));
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    @Override
    public void close() {
        context.close();
    }

    private void trouble(String words) {
        if (expected.stream().noneMatch(pattern -> pattern.matcher(words).find())) {
            troubles.add(words);
        }
    }

    private static String resource(String name) {
        try (var in = Window.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
