package com.allvideomodels.provider;

import com.allvideomodels.web.MachineCall;
import com.allvideomodels.web.OpenAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where providers ring when something changed. What they say is not read: a ring is only a reason to look. Known and unknown
 * tokens get the same answer, so nothing can be found out by ringing.
 */
@RestController
class Doorbells implements OpenAddresses {

    /** fal's calls carry the result; none comes near this. */
    private static final int LARGEST_BODY = 1 << 20;

    /** Runway has no callbacks. */
    private static final List<ProviderApi> RINGING = Stream.of(ProviderApi.values())
            .filter(api -> api != ProviderApi.RUNWAY)
            .toList();

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private static final Logger log = LoggerFactory.getLogger(Doorbells.class);

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Map<ProviderApi, RingCheck> checks = new EnumMap<>(ProviderApi.class);

    Doorbells(ApplicationEventPublisher events, TransactionTemplate transaction, List<RingCheck> checks) {
        this.events = events;
        this.transaction = transaction;
        checks.forEach(check -> this.checks.put(check.api(), check));
    }

    @Override
    public List<String> open() {
        return List.of();
    }

    @Override
    public List<String> forMachines() {
        return RINGING.stream().map(api -> "/hooks/" + api.slug() + "/*").toList();
    }

    @PostMapping("/hooks/{api}/{token}")
    ResponseEntity<Void> ring(@PathVariable String api, @PathVariable String token, HttpServletRequest call)
            throws IOException {
        var rung = rung(api);
        if (rung.isEmpty() || !TOKEN.matcher(token).matches()) {
            return ResponseEntity.notFound().build();
        }
        return MachineCall.answer(call, LARGEST_BODY, body -> heard(rung.get(), token, call, body));
    }

    private HttpStatus heard(ProviderApi api, String token, HttpServletRequest call, byte[] body) {
        return switch (check(api, call, body)) {
            case GENUINE -> report(api, token);
            case FORGED -> refuse(api);
            case UNDECIDED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static Optional<ProviderApi> rung(String slug) {
        return RINGING.stream().filter(api -> api.slug().equals(slug)).findFirst();
    }

    private RingCheck.Verdict check(ProviderApi api, HttpServletRequest call, byte[] body) {
        var check = checks.get(api);
        return check == null ? RingCheck.Verdict.GENUINE : check.check(call::getHeader, body);
    }

    /** In a transaction, so that listeners of either kind hear it: those that run at once and those that wait for the commit. */
    private HttpStatus report(ProviderApi api, String token) {
        transaction.executeWithoutResult(status -> events.publishEvent(new RenderReported(api, token)));
        return HttpStatus.OK;
    }

    private static HttpStatus refuse(ProviderApi api) {
        log.warn("a call to the address of {} was not signed by it", api.slug());
        return HttpStatus.UNAUTHORIZED;
    }
}
