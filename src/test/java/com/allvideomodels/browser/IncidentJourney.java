package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.running.Launch;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From noticing an incident to the letters: the officer at the pages of staff, the people at their mailboxes, each in their language. */
@Tag("long")
@BrowserTest
@Clause("security.incident")
class IncidentJourney {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static ConfigurableApplicationContext running;
    private static String url;

    @BeforeAll
    static void start() {
        TestInfrastructure.leaveStoppingToSpring();
        Launch launch = Launch.over(Launch.freshDatabase(), TestInfrastructure.sandboxes());
        url = launch.url();
        running = LocalApplication.start(launch.arguments().toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void fromTheRecordToTheLetters(Browser browser) {
        Person ben = Person.signedUp(browser.window(url));
        Person chen = Person.signedUp(browser.window(url, Look.WIDE.speaking("zh-CN")));
        Window window = browser.window(url);
        Person officer = officer(window);

        record(window);
        Page page = window.page();
        assertThat(page.locator("main").innerText())
                .contains("European Union: tell the authority", "Not assessed: counts as high", "None, 0 told");
        seen(window, "incident");
        find(window);
        assertThat(page.locator("main").innerText()).contains("3 accounts, 0 told");
        write(window);

        await().atMost(Duration.ofSeconds(40))
                .until(() -> letters(window, ben).size() == 1
                        && letters(window, chen).size() == 1);
        assertThat(letters(window, ben).getFirst().path("text").asString()).contains("Somebody read user names.");
        assertThat(letters(window, chen).getFirst().path("text").asString()).contains("有人读取了用户名。");
        page.reload();
        assertThat(page.locator("main").innerText()).contains("3 accounts, 3 told", "done, 3 accounts");

        write(window);
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            page.reload();
            return page.locator("main").innerText().contains("done, 0 accounts");
        });
        assertThat(letters(window, ben)).as("nobody is told twice").hasSize(1);
        assertThat(letters(window, officer)).hasSize(1);
        contains(window);
        everyLook(window, window.path(), "incident-one");
        notesAndCloses(window);
        everyLook(window, "/admin/incidents", "incidents");
        disclosesAndAnnounces(window, ben);
    }

    /** Links end by one act, and keys wait for a second person. */
    private static void contains(Window window) {
        Page page = window.page();
        order(window, "End all links", "Ordered. It is being done.");
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            page.reload();
            return page.locator("main").innerText().matches("(?s).*done, \\d+ links.*");
        });
        order(window, "Wrap keys anew", "Proposed. Somebody else of staff must confirm it.");
        assertThat(page.locator("main").innerText()).contains("You proposed it, so somebody else must confirm it.");
    }

    private static void order(Window window, String what, String answer) {
        Page page = window.page();
        page.click("#actions ~ .row >> text=" + what);
        window.scan();
        page.click("main form .button--danger");
        assertThat(page.locator("main").innerText()).contains(answer);
    }

    private static void disclosesAndAnnounces(Window window, Person about) {
        Page page = window.page();
        everyLook(window, "/admin/disclosures", "disclosures-none");
        window.open("/admin/disclosures");
        page.fill("[name=account]", account(about));
        page.fill("[name=authority]", "District court of an example town");
        page.fill("[name=ground]", "Order 12 Js 345/26, section 95 of the code of criminal procedure");
        page.fill("[name=given]", "Name and address of the account, and when it was opened.");
        page.fill("[name=on]", Instant.now().toString().substring(0, 10));
        page.click("main form .button--primary");
        everyLook(window, "/admin/disclosures", "disclosures");
        everyLook(window, "/admin/announcements", "announcements-none");
        everyLook(window, "/admin/announcements/new", "announcement-new");
        page.click("label:has([name=kind][value=NOTICE])");
        page.fill("[name=until]", minute(Instant.now().plus(Duration.ofDays(7))).substring(0, 10));
        page.fill("[name=titleEn]", "The service moves to another building");
        page.fill("[name=titleZh]", "服务迁至另一处机房");
        page.fill("[name=textEn]", "On the first of May, for some hours, nothing can be made.");
        page.fill("[name=textZh]", "五月一日有数小时无法制作视频。");
        page.click("main form .button--danger, main form .button--primary");
        everyLook(window, "/admin/announcements", "announcements");
    }

    private static String account(Person person) {
        return running.getBean(JdbcClient.class)
                .sql("select cast(id as text) from account where email = :email")
                .param("email", person.address())
                .query(String.class)
                .single();
    }

    /** In both languages, light and dark, on a phone and on a wide screen. */
    private static void everyLook(Window window, String path, String name) {
        Page page = window.page();
        for (String language : List.of("zh-CN", "en")) {
            window.open(path);
            page.click("button[lang=" + language + "]");
            window.open(path);
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                seen(window, name + "-" + language + "-" + scheme.name().toLowerCase());
            }
        }
    }

    /** Somebody who has the role and a second factor. */
    private static Person officer(Window window) {
        Page page = window.page();
        Person person = Person.signedUp(window);
        person.signOut(window);
        running.getBean(JdbcClient.class)
                .sql("""
                        insert into staff_grant (account_id, role, granted_at)
                        select id, 'PRIVACY_OFFICER', now() from account where email = :email""")
                .param("email", person.address())
                .update();
        person.signIn(window);
        window.open("/admin");
        assertThat(window.path()).isEqualTo("/settings/security");
        page.click("text=Set up an app");
        String secret = page.locator("code.secret").innerText().replace(" ", "");
        page.fill("[name=code]", code(secret));
        page.click("text=Turn it on");
        page.click("text=I have kept them");
        return person;
    }

    private static void record(Window window) {
        Page page = window.page();
        window.open("/admin/incidents/new");
        seen(window, "incident-new");
        page.fill("[name=title]", "A list of user names was read");
        page.click("main form .button--primary");
        assertThat(page.locator("#happened-error").isVisible()).isTrue();
        assertThat(page.inputValue("[name=title]")).isEqualTo("A list of user names was read");
        page.fill("[name=happened]", "A copy of the list lay open for an hour.");
        page.check("[name=categories][value=account]");
        page.click("label:has([name=severity][value=HIGH])");
        page.click("main form .button--primary");
    }

    private static void find(Window window) {
        Page page = window.page();
        page.selectOption("#criterion", "all");
        page.fill("#from", "2020-01-01T00:00");
        page.fill("#to", minute(Instant.now().plus(Duration.ofDays(1))));
        page.click("text=Find and add them");
    }

    private static void write(Window window) {
        Page page = window.page();
        page.click("#actions ~ .row >> text=Write to them");
        seen(window, "incident-letter");
        page.fill("[name=textEn]", "Somebody read user names.\n\nYou need not do anything.");
        page.fill("[name=textZh]", "有人读取了用户名。\n\n您无需采取任何措施。");
        page.click("main form .button--danger");
        assertThat(page.locator("main").innerText()).contains("Ordered. It is being done.");
    }

    private static void notesAndCloses(Window window) {
        Page page = window.page();
        page.selectOption("#risk", "UNLIKELY");
        page.fill("#words", "Names alone, nothing else.");
        page.click("text=Add it");
        page.click("main .button--danger >> text=Close it");
        assertThat(page.locator("main").innerText()).contains("Not closed");
        while (page.locator("[name=deadline]").count() > 0) {
            page.locator("form:has([name=deadline]) [name=words]").first().fill("Told by form");
            page.locator("form:has([name=deadline]) button").first().click();
        }
        page.click("main .button--danger >> text=Close it");
        assertThat(page.locator("main [role=status], main .notice--good")
                        .first()
                        .innerText())
                .contains("Closed");
        window.open("/admin/incidents");
        seen(window, "incidents");
    }

    private static void seen(Window window, String name) {
        Page page = window.page();
        window.scan();
        for (int width : new int[] {390, 1440}) {
            page.setViewportSize(width, 900);
            assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue())
                    .as(name + " at " + width)
                    .isLessThanOrEqualTo(width);
            window.shot(name + "-" + width);
        }
    }

    private static List<JsonNode> letters(Window window, Person to) {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(window.page()
                        .request()
                        .get(url + "/local/mailbox.json?to=" + to.address())
                        .text())
                .forEach(found::add);
        return found.stream()
                .filter(one -> one.path("template").asString("").equals("incident-notice"))
                .toList();
    }

    private static String minute(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDateTime().toString().substring(0, 16);
    }

    private static String code(String secret) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), Instant.now());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
