package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Delivery;
import com.allvideomodels.media.Stored;
import com.allvideomodels.web.CentreSection;
import com.allvideomodels.web.FreshAddresses;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Ordering a copy of everything and fetching it, both by who has just shown who they are. */
@Controller
class ExportPages implements CentreSection, FreshAddresses {

    private static final String BACK = "redirect:/privacy/centre#copy";
    private static final int SHOWN = 5;

    private final Exports exports;
    private final Delivery delivery;
    private final InstantSource clock;

    ExportPages(Exports exports, Delivery delivery, InstantSource clock) {
        this.exports = exports;
        this.delivery = delivery;
        this.clock = clock;
    }

    @Override
    public List<String> fresh() {
        return List.of("/privacy/exports", "/privacy/exports/**");
    }

    @PostMapping("/privacy/exports")
    String order(@Me AccountId me, Locale language, RedirectAttributes flash) {
        boolean ordered = exports.order(me, language);
        flash.addFlashAttribute(
                ordered ? "notice" : "problem", ordered ? "copies-of-data.taken" : "copies-of-data.one-at-a-time");
        return BACK;
    }

    /** After a form that was sent while somebody had to sign in. */
    @GetMapping("/privacy/exports")
    String back() {
        return BACK;
    }

    @GetMapping("/privacy/exports/{id}/file")
    void file(@Me AccountId me, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Stored copy = exports.fetch(me, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        delivery.send(copy, "allvideomodels-" + day(copy.createdAt()) + ".zip", request, response);
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public String id() {
        return "copy";
    }

    @Override
    public String title() {
        return "copies-of-data.title";
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public String template() {
        return "rights/copies";
    }

    @Override
    public Map<String, Object> about(AccountId me, Locale language) {
        List<Export> copies = exports.recent(me, SHOWN);
        Instant now = clock.instant();
        return Map.of(
                "copies",
                copies.stream().map(one -> one.view(now)).toList(),
                "running",
                copies.stream().anyMatch(one -> one.state() == Export.State.ORDERED));
    }
}
