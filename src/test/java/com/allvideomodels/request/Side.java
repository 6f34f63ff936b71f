package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.browser.Window;
import com.allvideomodels.running.OwnProduct;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One of the two who meet in a request: at a window, in a language.
 *
 * @param closely whether every page is looked at in every look, once in each language
 */
record Side(OwnProduct product, Window window, Locale language, boolean closely) {

    static final String SEND = "main form .button--primary";

    private static final Set<String> LOOKED_AT = ConcurrentHashMap.newKeySet();

    /** Whether mistakes are made on purpose, too. */
    boolean isStrict() {
        return closely || !window.scripts();
    }

    Page page() {
        return window.page();
    }

    String says(String key, Object... arguments) {
        return product.says(language, key, arguments);
    }

    void opens(String path) {
        window.open(path);
    }

    Locator main() {
        return page().locator("main");
    }

    /** This is what the page reads. */
    void reads(String... words) {
        assertThat(main().innerText()).as(page().url()).contains(words);
    }

    /** This was just done. */
    void isTold(String key) {
        assertThat(page().locator("main [role=status]").first().innerText()).isEqualTo(says(key));
    }

    void looks(String name) {
        if (closely && LOOKED_AT.add(language + name)) {
            window.looks("right-" + name);
        }
    }
}
