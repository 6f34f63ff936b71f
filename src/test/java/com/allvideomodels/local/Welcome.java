package com.allvideomodels.local;

import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The few lines a person needs when everything runs. */
final class Welcome {

    private Welcome() {}

    static void print(ConfigurableApplicationContext running, Path data) {
        Environment properties = running.getEnvironment();
        String url = properties.getProperty("app.public-url", "");
        System.out.println("""

                AllVideoModels is running.
                  Open     %s
                  Mailbox  %s/local/mailbox (and /local/mail, which sends the product one)%s
                  Data     %s (delete it while stopped to begin anew)
                  Stop     Ctrl-C
                """.formatted(
                        url,
                        url,
                        clock(properties, url) + payments(properties),
                        data.toAbsolutePath().normalize()));
    }

    private static String clock(Environment properties, String url) {
        return properties.containsProperty("local.clock")
                ? "\n  Clock    " + url + "/local/clock (moves the time forward)"
                : "";
    }

    private static String payments(Environment properties) {
        String creem = properties.getProperty("creem.base-url", "");
        return creem.startsWith("http://localhost:")
                ? "\n  Payments " + creem + "/desk (the other side of the till: refunds, renewals, faults)"
                : "";
    }
}
