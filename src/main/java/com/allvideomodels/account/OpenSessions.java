package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Where a person is signed in. */
@Component
class OpenSessions {

    /** Session attributes in which {@link Entrance} leaves what is shown here. */
    static final String DEVICE = "entrance.device";

    static final String PLACE = "entrance.place";

    /**
     * @param handle names the session in a form; the session's own id is a secret and stays out of pages
     * @param device may be empty
     */
    record One(String handle, String device, String place, Instant lastSeen, boolean current) {

        public OffsetDateTime lastSeenUtc() {
            return lastSeen.atOffset(ZoneOffset.UTC);
        }
    }

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    OpenSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    /** The present one first, then by last use. */
    List<One> of(AccountId account, @Nullable String currentId) {
        return all(account).values().stream()
                .filter(session -> !session.isExpired())
                .map(session -> one(session, session.getId().equals(currentId)))
                .sorted(Comparator.comparing(One::current)
                        .thenComparing(One::lastSeen)
                        .reversed())
                .toList();
    }

    void end(AccountId account, String handle) {
        all(account).keySet().stream().filter(id -> handle(id).equals(handle)).forEach(sessions::deleteById);
    }

    void endOthers(AccountId account, String currentId) {
        all(account).keySet().stream().filter(id -> !id.equals(currentId)).forEach(sessions::deleteById);
    }

    void endAll(AccountId account) {
        all(account).keySet().forEach(sessions::deleteById);
    }

    private Map<String, ? extends Session> all(AccountId account) {
        return sessions.findByPrincipalName(account.toString());
    }

    private static One one(Session session, boolean current) {
        return new One(
                handle(session.getId()),
                session.getAttributeOrDefault(DEVICE, ""),
                session.getAttributeOrDefault(PLACE, ""),
                session.getLastAccessedTime(),
                current);
    }

    private static String handle(String id) {
        return HexFormat.of().formatHex(Secret.hashOf("session:" + id), 0, 12);
    }
}
