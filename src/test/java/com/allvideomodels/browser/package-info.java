/**
 * Tests through a real browser. Each is a class named {@code …Journey} with {@link com.allvideomodels.browser.BrowserTest}; its
 * methods take a {@link com.allvideomodels.browser.Browser}.
 */
package com.allvideomodels.browser;
