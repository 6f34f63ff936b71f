package com.allvideomodels.billing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param baseUrl of Creem's API: {@code https://api.creem.io}, or {@code https://test-api.creem.io} where no money moves
 * @param apiKey without one nothing is sold
 * @param webhookSecret without one no webhook is believed
 * @param checkoutOrigins where its pages to pay on are, and the portal; a browser is sent nowhere else
 */
@ConfigurationProperties("creem")
record CreemSettings(
        @DefaultValue("https://test-api.creem.io") URI baseUrl,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String webhookSecret,

        @DefaultValue({"https://checkout.creem.io", "https://www.creem.io", "https://creem.io"})
        List<String> checkoutOrigins) {

    private static final String LIVE = "api.creem.io";

    /** Whether something can be sold. */
    boolean isOn() {
        return !apiKey.isBlank() && !webhookSecret.isBlank();
    }

    /** The world in use: {@code live} is where money moves, everything else is {@code test}. */
    String mode() {
        return LIVE.equals(baseUrl.getHost()) ? "live" : "test";
    }

    /** An address that Creem gave, if it is one of its own pages. */
    Optional<URI> page(String address) {
        try {
            URI page = new URI(address);
            String origin = page.getScheme() + "://" + page.getRawAuthority();
            return checkoutOrigins.contains(origin) ? Optional.of(page) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Keys never reach a log. */
    @Override
    public String toString() {
        return "CreemSettings[" + baseUrl + "]";
    }
}
