package com.allvideomodels.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A member of staff with a second factor, whose session goes along from window to window. */
public final class Officer {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final OwnProduct product;
    private final Person person;
    private final Authenticator app;
    private final List<Cookie> session;
    private Instant shown;

    private Officer(OwnProduct product, Person person, Authenticator app, List<Cookie> session, Instant shown) {
        this.product = product;
        this.person = person;
        this.app = app;
        this.session = session;
        this.shown = shown;
    }

    /** Signs up at this window, is given the role and sets up an app. */
    public static Officer signedIn(OwnProduct product, StaffRole role, Window window) {
        Page page = window.page();
        Person person = Person.confirmed(window);
        product.bean(JdbcClient.class)
                .sql("""
                    insert into staff_grant (account_id, role, granted_at)
                    select id, :role, now() from account where email = :email\
                    """)
                .param("role", role.name())
                .param("email", person.address())
                .update();
        window.loseSession();
        person.signIn(window);
        window.open("/admin");
        assertThat(window.path()).isEqualTo("/settings/security");
        page.click("form[action='/settings/security/authenticator'] button");
        var app = new Authenticator(page.locator("code.secret").innerText());
        Instant now = product.bean(InstantSource.class).instant();
        page.fill("[name=code]", app.code(now));
        page.click("main form .button--primary");
        page.click("main a.button--primary");
        assertThat(window.path()).isEqualTo("/admin");
        return new Officer(product, person, app, window.session(), now);
    }

    /** The same at a window that is closed then. */
    public static Officer signedIn(OwnProduct product, StaffRole role, Browser browser) {
        try (Window window = browser.window(product.url())) {
            return signedIn(product, role, window);
        }
    }

    /** At another window, still signed in. */
    public Window at(Window window) {
        window.continues(session);
        return window;
    }

    /**
     * Sends a form that cannot be undone: where the page asks for the second factor once more, shows it and sends the form again.
     *
     * @param button which sends it
     * @return whether it was asked for
     */
    public boolean sends(Window window, String button) {
        Page page = window.page();
        page.click(button);
        boolean asked = window.path().equals("/settings/security/proof");
        if (asked) {
            page.fill("[name=code]", nextCode());
            page.click("main form .button--primary");
        }
        if (window.path().equals("/settings/security/proof/onward")) {
            page.click("main form .button--primary");
        }
        return asked;
    }

    /** No code works twice. */
    private String nextCode() {
        Instant now = product.bean(InstantSource.class).instant();
        shown = now.isAfter(shown.plus(STEP)) ? now : shown.plus(STEP);
        return app.code(shown);
    }

    public Person person() {
        return person;
    }
}
