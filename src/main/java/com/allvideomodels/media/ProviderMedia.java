package com.allvideomodels.media;

import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Where providers fetch what they were given a link to. Open to whoever knows the link, and every fetch is on record. */
@Controller
class ProviderMedia implements OpenAddresses {

    private final RecordedLinks links;
    private final LinkRows rows;
    private final Delivery delivery;
    private final InstantSource clock;

    ProviderMedia(RecordedLinks links, LinkRows rows, Delivery delivery, InstantSource clock) {
        this.links = links;
        this.rows = rows;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public List<String> open() {
        return List.of(RecordedLinks.PATH + "*");
    }

    @GetMapping(RecordedLinks.PATH + "{token}")
    void fetch(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Robots-Tag", "noindex");
        Optional<LinkRows.Link> link = links.find(token);
        if (link.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        long fetch = rows.fetched(link.get(), asItCame(request), clock.instant());
        try {
            send(link.get(), request, response);
        } finally {
            rows.answered(fetch, response.getStatus());
        }
    }

    private void send(LinkRows.Link link, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Stored> target = links.target(link);
        if (target.isPresent()) {
            delivery.send(target.get(), null, request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static LinkRows.Fetch asItCame(HttpServletRequest request) {
        return new LinkRows.Fetch(
                request.getMethod(),
                trimmed(request.getHeader("Range"), 100),
                String.valueOf(trimmed(request.getRemoteAddr(), 60)),
                trimmed(request.getHeader("User-Agent"), 200));
    }

    private static @Nullable String trimmed(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.substring(0, Math.min(most, clean.length()));
    }
}
