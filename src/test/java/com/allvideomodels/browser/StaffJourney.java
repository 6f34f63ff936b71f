package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.running.NodeProcess;
import com.allvideomodels.running.OwnProduct;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * From a fresh installation to its first administrator, and every second factor in a real browser. The application is reached under a
 * name, as passkeys are bound to one.
 */
@BrowserTest
@Clause({"security.mfa", "security.rbac"})
class StaffJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT =
            OwnProduct.with(launch -> launch.with("app.public-url", "http://localhost:" + launch.port()));

    @Test
    @Tag("long")
    void aFreshInstallationGetsItsFirstAdministrator(Browser browser) {
        Window window = browser.window(PRODUCT.url()).expecting("status of 403");
        Page page = window.page();
        Person person = Person.signedUp(window);
        window.open("/admin");
        assertThat(page.title()).as("not staff yet").doesNotContain("Overview");

        assertThat(NodeProcess.run("first-admin", PRODUCT.launch().with("staff.first-admin", person.address())))
                .isZero();
        assertThat(NodeProcess.run("first-admin-again", PRODUCT.launch().with("staff.first-admin", person.address())))
                .as("there is one already")
                .isEqualTo(1);

        window.open("/admin");
        assertThat(window.path()).as("the session was an ordinary one").isEqualTo("/sign-in");
        window.shot("sign-in-passkey");
        person.fillIn(window);
        assertThat(window.path()).isEqualTo("/settings/security");
        page.click("text=Set up an app");
        looks(window, "authenticator");
        var app = new Authenticator(page.locator("code.secret").innerText());
        page.fill("[name=code]", code(app, -30));
        page.click("text=Turn it on");
        List<String> codes = page.locator(".recovery-codes code").allInnerTexts();
        assertThat(codes).hasSize(10);
        window.scan();
        page.click("text=I have kept them");
        assertThat(window.path()).isEqualTo("/admin");
        window.scan();
        everyPageOfTheMenu(window);
        page.click("nav.admin__menu >> text=Accounts");
        page.click(".table--dense tbody th a");
        looks(window, "admin-account");
        window.open("/settings/security");
        looks(window, "security");

        person.signOut(window);
        person.signIn(window);
        assertThat(window.path()).isEqualTo("/sign-in/second-factor");
        window.scan();
        window.shot("second-step");
        page.fill("[name=code]", codes.getFirst());
        page.click("main form .button--primary");
        window.open("/admin");
        assertThat(window.path()).as("by a recovery code").isEqualTo("/admin");
        person.signOut(window);
        person.signIn(window);
        page.fill("[name=code]", code(app, 0));
        page.click("main form .button--primary");
        window.open("/admin/staff");
        assertThat(window.path()).as("by the app").isEqualTo("/admin/staff");
        window.open("/settings/security/proof");
        window.scan();
        window.shot("proof");
        page.fill("[name=code]", code(app, 30));
        page.click("main form .button--primary");
        assertThat(window.path()).isEqualTo("/settings/security");

        long ahead = whatCannotBeUndoneAsksOnceMoreAndLosesNothing(window, person, app);
        person.signOut(window);
        person.signIn(window);
        page.fill("[name=code]", code(app, (int) ahead + 30));
        page.click("main form .button--primary");
        theOfficerPlacesAHoldAndReleasesIt(window);
    }

    private static void theOfficerPlacesAHoldAndReleasesIt(Window window) {
        Page page = window.page();
        window.open("/admin/accounts");
        page.click(".table--dense tbody th a");
        String account = window.path().substring("/admin/accounts/".length());
        window.open("/admin/holds/new");
        page.fill("[name=reason]", "A claim about a payment");
        page.click("main form .button--primary");
        assertThat(page.locator("[name=reason]").inputValue()).isEqualTo("A claim about a payment");
        assertThat(page.locator("main .field__error").count()).isPositive();
        looks(window, "hold-new");
        page.check("[name=scope][value=ACCOUNT]");
        page.fill("[name=item]", account);
        page.locator("[name=ground]").first().check();
        page.fill("[name=reviewOn]", LocalDate.now(ZoneOffset.UTC).plusMonths(1).toString());
        page.click("main form .button--primary");
        assertThat(page.locator("main").innerText()).contains("It is held.");
        looks(window, "hold");
        String hold = window.path();
        for (String link : List.of("/admin/holds", "/admin/provider-copies", "/admin/search?q=" + account)) {
            window.open(link);
            looks(window, name(link.split("\\?")[0]));
        }
        window.open(hold);
        page.click("main a.button--danger");
        page.fill("[name=why]", "The claim is settled");
        looks(window, "hold-release");
        page.click("main form .button--danger");
        assertThat(page.locator("main").innerText()).contains("Released.");
    }

    private static void everyPageOfTheMenu(Window window) {
        Page page = window.page();
        List<String> links = page.locator("nav.admin__menu a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(links).contains("/admin/staff", "/admin/audit", "/admin/retention");
        for (String link : links) {
            window.open(link);
            looks(window, name(link));
        }
        page.click("button[lang=zh-CN]");
        for (String link : links) {
            window.open(link);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
            window.shot("staff-" + name(link) + "-zh");
        }
        page.click("button[lang=en]");
        window.open("/admin");
    }

    private static String name(String link) {
        return link.substring(1).replace('/', '-');
    }

    /**
     * The second factor was shown minutes ago: a form of staff that is sent now asks for it and goes on with what was typed.
     *
     * @return by how many seconds the clock is ahead since then
     */
    private static long whatCannotBeUndoneAsksOnceMoreAndLosesNothing(Window window, Person person, Authenticator app) {
        Page page = window.page();
        long ahead = minutesPass(window, 6);
        window.open("/admin/staff");
        page.fill("[name=name]", person.address());
        page.selectOption("#role", "PRIVACY_OFFICER");
        page.click("text=Give the role");
        assertThat(window.path()).isEqualTo("/settings/security/proof");
        page.fill("[name=code]", "000000");
        page.click("main form .button--primary");
        assertThat(page.locator("main").innerText()).contains("This code is not right");
        page.fill("[name=code]", code(app, (int) ahead));
        page.click("main form .button--primary");
        assertThat(window.path()).isEqualTo("/settings/security/proof/onward");
        assertThat(page.locator("main input[name=name]").inputValue()).isEqualTo(person.address());
        looks(window, "again");
        page.click("main form .button--primary");
        assertThat(window.path()).isEqualTo("/admin/staff");
        assertThat(page.locator("main").innerText()).contains("The role is given");
        assertThat(page.locator("main tbody tr").allInnerTexts())
                .filteredOn(row -> row.contains("Privacy officer"))
                .hasSize(1);
        return ahead;
    }

    /** @return by how many seconds the product's clock is ahead of ours then */
    private static long minutesPass(Window window, int minutes) {
        Page page = window.page();
        window.open("/local/clock");
        page.fill("[name=amount]", Integer.toString(minutes));
        page.selectOption("[name=unit]", "MINUTES");
        page.click("form:has([name=amount]) button");
        var moved = OffsetDateTime.parse(page.locator(".clock__now time").getAttribute("datetime"));
        return Duration.between(Instant.now(), moved).toSeconds();
    }

    @Test
    void aPasskeyIsAddedAndOpensTheDoorAlone(Browser browser) {
        Window window = browser.window(PRODUCT.url()).expecting("status of 401");
        Page page = window.page();
        Person person = Person.signedUp(window);
        authenticator(page);
        window.open("/settings/security");
        page.fill("#passkey-label", "This laptop");
        page.click("text=Add a passkey");
        page.locator(".recovery-codes code").first().waitFor();
        page.click("text=I have kept them");
        assertThat(page.locator(".passkeys").innerText()).contains("This laptop");
        looks(window, "security-passkey");

        person.signOut(window);
        window.open("/sign-in");
        page.click("text=Sign in with a passkey");
        page.waitForURL("**/create");

        person.signOut(window);
        person.signIn(window);
        assertThat(window.path()).isEqualTo("/sign-in/second-factor");
        page.click("text=Use a passkey");
        page.waitForURL("**/create");
        window.open("/settings/security/proof");
        page.click("text=Use a passkey");
        page.waitForURL("**/settings/security");
        page.click("[aria-label='Remove the passkey This laptop']");
        assertThat(page.locator(".passkeys").count()).isZero();
    }

    @Test
    void withoutScriptsThePagesSayWhatPasskeysNeed(Browser browser) {
        Window window = browser.window(PRODUCT.url(), Look.WIDE.withoutScripts());
        window.open("/sign-in");
        assertThat(window.page().locator("main").innerText()).contains("Passkeys need JavaScript");
        assertThat(window.page().locator("[data-passkey-form]").isVisible()).isFalse();
    }

    private static void authenticator(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var parameters = new JsonObject();
        parameters.add("options", options);
        devtools.send("WebAuthn.addVirtualAuthenticator", parameters);
    }

    private static void looks(Window window, String name) {
        window.looks("staff-" + name);
    }

    private static String code(Authenticator app, int secondsFromNow) {
        return app.code(Instant.now().plusSeconds(secondsFromNow));
    }
}
