package com.allvideomodels.browser;

import com.microsoft.playwright.Page;

/** Where the staff of the local Creem sit, reached with somebody's window. */
record CreemOffice(Page page, String desk) {

    /** The newest payment of whoever paid with this address, by its name there. */
    String newestOf(String address) {
        page.navigate(desk);
        return page.locator("tr:has(button[value=refund]):has-text('" + address + "')")
                .last()
                .locator("td")
                .first()
                .innerText();
    }

    /** @param act as its button is called: {@code refund}, {@code half}, {@code dispute} */
    void does(String act, String payment) {
        page.navigate(desk);
        page.click("tr:has-text('" + payment + "') button[value=" + act + "]");
    }
}
