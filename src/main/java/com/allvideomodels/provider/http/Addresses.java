package com.allvideomodels.provider.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Names and addresses that come out of answers. */
public final class Addresses {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._:~-]{1,200}");

    private Addresses() {}

    /** Whether a provider's name for a task may stand in an address: no slash, no query, not a step upwards. */
    public static boolean isSegment(@Nullable String id) {
        return id != null && SEGMENT.matcher(id).matches() && !id.startsWith(".");
    }

    /** One segment of a path, encoded. */
    public static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Those of the words that are web addresses, in their order. */
    public static List<URI> of(List<? extends @Nullable String> words) {
        return words.stream()
                .filter(Objects::nonNull)
                .map(Addresses::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** As it was given, so that its signature holds; with the few characters encoded that a {@code URI} refuses and browsers take. */
    private static Optional<URI> parse(String word) {
        try {
            return Optional.of(new URI(word)).filter(Addresses::web);
        } catch (URISyntaxException notQuite) {
            return Optional.ofNullable(HttpUrl.parse(word)).map(HttpUrl::uri);
        }
    }

    private static boolean web(URI address) {
        var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        return address.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
    }
}
