package com.allvideomodels.incident;

import com.allvideomodels.privacy.RegisterFile;
import com.allvideomodels.retention.RetentionPolicy.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom the laws say to tell of an incident, and until when, from {@code incident-deadlines.yml} (clause security.incident). */
@Component
class LegalDeadlines {

    /** So long before its end one is shown as near. */
    static final Duration NEAR = Duration.ofHours(24);

    private final List<Deadline> all;

    LegalDeadlines(IncidentSettings settings) {
        var file = new RegisterFile(settings.deadlines(), "incident-deadlines.yml");
        this.all = List.copyOf(file.read(Register.class).deadlines());
        Set<String> ids = new HashSet<>();
        for (Deadline one : all) {
            file.require(one.id().matches("[a-z]+(-[a-z]+)*") && ids.add(one.id()), one.id(), "has no id of its own");
            file.require(isPeriod(one.within()), one.id(), "has a period that is none");
            file.require(one.from() != Risk.UNASSESSED, one.id(), "has a risk that nobody can assess");
            file.require(!one.source().isBlank(), one.id(), "has no source");
        }
    }

    private record Register(List<Deadline> deadlines) {}

    private static boolean isPeriod(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeException e) {
            return false;
        }
    }

    enum Addressee {
        AUTHORITY,
        PEOPLE
    }

    /**
     * @param within ISO 8601, days of 24 hours
     * @param from the least risk at which it applies
     * @param source the law and its article
     */
    record Deadline(String id, Words name, String within, Risk from, Addressee to, String source) {

        Instant after(Instant noticed) {
            return noticed.plus(Duration.parse(within));
        }
    }

    boolean has(String id) {
        return all.stream().anyMatch(one -> one.id().equals(id));
    }

    /** What became of a deadline. */
    enum State {
        /** Somebody noted that it was met, or why it asks for nothing. */
        NOTED,
        OVER,
        NEAR,
        AHEAD
    }

    /** @param noted how it was met, or why it asks for nothing */
    record Due(
            Deadline deadline,
            Instant at,
            State state,
            @Nullable String noted) {

        public OffsetDateTime when() {
            return at.atOffset(ZoneOffset.UTC);
        }

        public boolean isPressing() {
            return state == State.OVER || state == State.NEAR;
        }
    }

    /**
     * Those that apply to an incident, the first due first.
     *
     * @param noted by the ids of deadlines
     */
    List<Due> of(Instant noticed, Risk risk, Map<String, String> noted, Instant now) {
        return all.stream()
                .filter(one -> risk.reaches(one.from()) || noted.containsKey(one.id()))
                .map(one -> due(one, one.after(noticed), noted.get(one.id()), now))
                .sorted(Comparator.comparing(Due::at))
                .toList();
    }

    private static Due due(Deadline one, Instant at, @Nullable String noted, Instant now) {
        State state = noted != null
                ? State.NOTED
                : now.isAfter(at) ? State.OVER : now.isAfter(at.minus(NEAR)) ? State.NEAR : State.AHEAD;
        return new Due(one, at, state, noted);
    }
}
