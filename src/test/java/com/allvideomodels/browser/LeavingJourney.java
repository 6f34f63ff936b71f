package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody leaves and comes back; somebody of fifteen comes in with a parent's consent. Each in both languages. */
@Tag("long")
@BrowserTest
class LeavingJourney {

    @RegisterExtension
    static final OwnProduct PRODUCT = OwnProduct.plain();

    private static final String DELETION = "/settings/account/deletion";
    private static final String PRIMARY = "main form .button--primary";

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "zh-CN"})
    @Clause({"right.deletion", "retain.account"})
    void somebodyDeletesTheirAccountAndComesBack(String language, Browser browser) {
        for (Look look :
                new Look[] {Look.WIDE.speaking(language), Look.PHONE.inTheDark().speaking(language)}) {
            Window window = browser.window(PRODUCT.url(), look);
            Page page = window.page();
            Person person = Person.signedUp(window);
            window.open("/settings/profile");
            page.click("main a[href='" + DELETION + "']");
            seen(window, "deletion");
            page.click("main .button--danger");
            assertThat(window.path()).isEqualTo("/sign-in");
            seen(window, "deletion-done");
            assertThat(PRODUCT.letter(person.address(), "account-closed").link())
                    .contains("/sign-in");

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
        Window kid = browser.window(PRODUCT.url(), look);
        Window reader = browser.window(PRODUCT.url(), look);
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

        reader.page().navigate(PRODUCT.letter(parent, "parent-asked").link());
        seen(reader, "parental-first");
        reader.page().click(PRIMARY);
        seen(reader, "parental-agreed");
        PRODUCT.passes(Duration.ofHours(25));
        reader.page().navigate(PRODUCT.letter(parent, "parent-asked-again").link());
        seen(reader, "parental-second");
        reader.page().check("[name=provider][value^='runway ']");
        reader.page().click(PRIMARY);
        seen(reader, "parental-confirmed");

        kid.page().navigate(PRODUCT.letter(parent, "parent-confirmed").link());
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
        String confirmation = PRODUCT.letter("kid-" + word + "@example.com", "confirm-address")
                .link();
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

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    @Clause("children.discovered")
    void anOfficerEndsTheAccountOfAMinorAndTellsTheGuardian(String language, Browser browser) {
        Locale spoken = Locale.forLanguageTag(language);
        Person minor = Person.signedUp(browser.window(PRODUCT.url()));
        String guardian = "guardian-of-" + minor.address();
        Window window = browser.window(PRODUCT.url(), Look.WIDE.speaking(language));
        Page page = window.page();
        Officer officer = Officer.signedIn(PRODUCT, StaffRole.PRIVACY_OFFICER, window);
        window.open("/admin/search?q=" + minor.address());
        if (!window.path().startsWith("/admin/accounts/")) {
            page.click("main a[href^='/admin/accounts/']");
        }
        page.click("main a[href$='/minor']");
        officer.sends(window, "main .button--danger");
        assertThat(page.locator("main").innerText()).contains(PRODUCT.says(spoken, "minor.age.choose"));
        window.looks("minor");
        page.check("[name=age][value=UNDER_18]");
        page.fill("#guardian", guardian);
        page.fill("#reason", "Told by a teacher");
        officer.sends(window, "main .button--danger");
        assertThat(page.locator("main [role=status]").innerText())
                .isEqualTo(PRODUCT.says(spoken, "minor.done.UNDER_18"));
        PRODUCT.letter(guardian, "minor-discovered");
        assertThat(PRODUCT.letters(minor.address(), "minor-discovered")).isEmpty();
    }

    private static void seen(Window window, String name) {
        window.scan();
        window.fits();
        window.shot(name);
    }
}
