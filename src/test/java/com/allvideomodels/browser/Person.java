package com.allvideomodels.browser;

import com.allvideomodels.running.Mailbox;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.UUID;

/** Somebody at a window who has an account. Everything is done through the pages, with scripts or without. */
public final class Person {

    private static final String PASSWORD = "correct horse battery staple 7";

    private final String name;
    private final String address;
    private final String password;
    private final Window window;
    private final Page page;

    private Person(Window window, String name, String address, String password) {
        this.window = window;
        this.name = name;
        this.address = address;
        this.password = password;
        page = window.page();
    }

    /** Signs up at this window, confirms the address by the letter and is signed in. */
    public static Person signedUp(Window window) {
        Person person = confirmed(window);
        person.signIn(window);
        return person;
    }

    /** The same up to the door. */
    static Person confirmed(Window window) {
        String name = "walker" + UUID.randomUUID().toString().substring(0, 8);
        var person = new Person(window, name, name + "@example.com", PASSWORD);
        person.signUp();
        person.confirm();
        return person;
    }

    /** Who has an account already comes to this window and signs in. */
    public static Person arriving(Window window, String name, String address, String password) {
        var person = new Person(window, name, address, password);
        person.signIn(window);
        return person;
    }

    /** The address of the account. */
    public String address() {
        return address;
    }

    private void signUp() {
        window.open("/sign-up");
        page.fill("[name=year]", "1990");
        page.selectOption("[name=month]", "4");
        page.fill("[name=day]", "12");
        send(page);
        page.fill("[name=name]", "Wen Walker");
        page.fill("[name=email]", address);
        page.fill("[name=username]", name);
        page.fill("[name=password]", password);
        page.check("[name=policy]");
        page.check("[name=transfer]");
        if (window.scripts()) {
            window.scan();
        }
        send(page);
    }

    private void confirm() {
        page.navigate(Mailbox.link(
                address, path -> page.request().get(window.url() + path).text()));
        if (page.locator("main form .button--primary").count() > 0) {
            send(page);
        }
    }

    /** At this window too, unless it knows them already. */
    public void signIn(Window at) {
        at.open("/sign-in");
        if (at.path().equals("/sign-in")) {
            fillIn(at);
        }
    }

    /** On the page that asks for it. */
    void fillIn(Window at) {
        at.page().fill("[name=name]", name);
        showsPassword(at);
    }

    /** On a page that asks who is signed in whether it is them. */
    public void showsPassword(Window at) {
        at.page().fill("[name=password]", password);
        send(at.page());
    }

    /** Adds files on the page of uploads and waits until each is there to be used. */
    public Person brings(FilePayload... files) {
        window.open("/uploads");
        page.setInputFiles("input[type=file]", files);
        if (!window.scripts()) {
            page.click("main .drop button");
        }
        page.locator(".upload").nth(files.length - 1).waitFor();
        return this;
    }

    private static void send(Page page) {
        page.click("main form .button--primary");
    }

    public void signOut(Window at) {
        at.page().click("details.account summary");
        at.page().click(".account__out");
        at.page().waitForURL(window.url() + "/");
    }
}
