package com.allvideomodels.request;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.request.PrivacyRequest.Channel;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where requests come in, by whichever way. */
@Component
class Intake implements PrivacyRequests {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without what is easily taken for something else. */
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int MOST = 100;

    private final RequestRows rows;
    private final RequestsOfPeople people;
    private final HistoryRows history;
    private final RequestConfirmations confirmations;
    private final RequestLetters letters;
    private final Moves moves;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final InstantSource clock;

    Intake(
            RequestRows rows,
            RequestsOfPeople people,
            HistoryRows history,
            RequestConfirmations confirmations,
            RequestLetters letters,
            Moves moves,
            Accounts accounts,
            AuditTrail audit,
            InstantSource clock) {
        this.rows = rows;
        this.people = people;
        this.history = history;
        this.confirmations = confirmations;
        this.letters = letters;
        this.moves = moves;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public String file(Filing filing) {
        return file(filing, Channel.FORM, true).number();
    }

    /**
     * In the caller's transaction.
     *
     * @param written whether letters go out now; if not, the reminders write them when there is room
     */
    PrivacyRequest file(Filing filing, Channel channel, boolean written) {
        Instant now = clock.instant();
        PrivacyRequest request = add(filing, channel, now);
        history.append(request.id(), Happening.byPerson(now, "received").with(channel.key()));
        if (written) {
            tell(filing, request, now);
        }
        return request;
    }

    /**
     * One that came by post or telephone, in a transaction of its own or the caller's, with its row in the audit trail. Its clock has run
     * since it came; whose it is is shown as of any other.
     *
     * @param received not after now
     */
    @Transactional
    public PrivacyRequest enter(Filing filing, Channel channel, Instant received, AccountId by) {
        Instant now = clock.instant();
        PrivacyRequest request = add(filing, channel, received);
        history.append(request.id(), Happening.byStaff(now, "entered", by).with(channel.key()));
        moves.note(request, "entered", by);
        tell(filing, request, now);
        return request;
    }

    private PrivacyRequest add(Filing filing, Channel channel, Instant received) {
        AccountId account = filing.signedIn() != null ? filing.signedIn() : named(filing);
        PrivacyRequest request = request(filing, channel, account, received);
        rows.add(request);
        return request;
    }

    private @Nullable AccountId named(Filing filing) {
        return accounts.find(filing.subject()).map(Profile::id).orElse(null);
    }

    private PrivacyRequest request(Filing filing, Channel channel, @Nullable AccountId account, Instant now) {
        boolean counts = Right.TO_KNOW.contains(filing.right());
        return new PrivacyRequest(
                RequestId.fresh(),
                number(),
                now,
                channel,
                filing.right(),
                filing.regime(),
                account,
                filing.subject(),
                filing.contact(),
                filing.language(),
                filing.words().isBlank() ? null : filing.words(),
                Course.begin(
                        filing.requester(),
                        Fulfilment.of(filing.right(), account != null),
                        filing.regime().due(now)),
                null,
                null,
                null,
                counts ? people.toKnow(account, filing.subject(), now) + 1 : 0,
                null,
                null,
                null,
                null,
                null);
    }

    /** Whoever is signed in shows on the next page that it is them; everyone else by a letter to the account's own address. */
    private void tell(Filing filing, PrivacyRequest request, Instant now) {
        AccountId me = filing.signedIn();
        if (me != null) {
            audit.record(Act.of(new Actor.Person(me), "privacy-request.filed")
                    .about(me)
                    .with("number", request.number()));
        } else {
            confirmations.ask(request);
        }
        if (me != null || filing.contact() != null) {
            letters.received(request);
        }
        rows.acknowledge(request.id(), now);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Summary> of(AccountId person) {
        return people.of(person, MOST).stream().map(Intake::summary).toList();
    }

    private static Summary summary(PrivacyRequest request) {
        return new Summary(
                request.number(),
                request.right(),
                request.status(),
                request.receivedAt(),
                request.course().due(),
                !request.status().isFinal() && !request.course().identityShown());
    }

    private static String number() {
        StringBuilder number = new StringBuilder("PR-");
        for (int i = 0; i < 8; i++) {
            number.append(i == 4 ? "-" : "").append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return number.toString();
    }
}
