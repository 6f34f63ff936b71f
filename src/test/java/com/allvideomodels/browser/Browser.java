package com.allvideomodels.browser;

import java.util.ArrayList;
import java.util.List;

/** What a test opens windows with. They are closed after it, and trouble in any of them fails it. */
public final class Browser {

    private final com.microsoft.playwright.Browser chromium;
    private final List<Window> windows = new ArrayList<>();

    Browser(com.microsoft.playwright.Browser chromium) {
        this.chromium = chromium;
    }

    /** A window with an empty profile on the application at this address. */
    public Window window(String url, Look look) {
        var window = Window.in(chromium.newContext(look.options()), url, look);
        windows.add(window);
        return window;
    }

    /** An English window of common size in the light theme. */
    public Window window(String url) {
        return window(url, Look.WIDE);
    }

    void closeAll(boolean judge) {
        List<String> troubles = new ArrayList<>();
        windows.forEach(window -> {
            troubles.addAll(window.troubles());
            window.close();
        });
        if (judge && !troubles.isEmpty()) {
            throw new AssertionError("Trouble in the browser:\n" + String.join("\n", troubles));
        }
    }
}
