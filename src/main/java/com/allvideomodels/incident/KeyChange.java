package com.allvideomodels.incident;

import com.allvideomodels.storage.ConditionalWrites;
import com.allvideomodels.storage.MasterKeyChange;
import com.allvideomodels.storage.MasterKeyChange.Point;
import com.allvideomodels.storage.MasterKeyChange.Stretch;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What staff ordered to be done to keys. Goes through all that a master key wraps, some with each run of its job and in rounds, until a
 * round has found nothing to wrap anew; makes a new key that signs. Two that run at once do each key once: all writes have a condition.
 */
@Component
class KeyChange {

    private static final Logger LOG = LoggerFactory.getLogger(KeyChange.class);

    private final Actions actions;
    private final MasterKeyChange change;
    private final ConditionalWrites writes;
    private final Signer signer;
    private final IncidentSettings settings;

    KeyChange(
            Actions actions,
            MasterKeyChange change,
            ConditionalWrites writes,
            Signer signer,
            IncidentSettings settings) {
        this.actions = actions;
        this.signer = signer;
        this.change = change;
        this.writes = writes;
        this.settings = settings;
    }

    /** One run's worth of each that was ordered. */
    void goOn() {
        for (Action action : actions.throughKeys()) {
            try {
                goOnWith(action);
            } catch (IOException e) {
                LOG.warn("A store does not answer; what is done to keys goes on with the next run", e);
            }
        }
    }

    private void goOnWith(Action action) throws IOException {
        switch (action.kind()) {
            case WRAP_KEYS -> wrapSome(action);
            case NEW_SIGNING_KEY -> makeSigningKey(action);
            case END_SESSIONS, SUSPEND, NOTIFY, END_LINKS ->
                throw new IllegalStateException("nothing of it goes through keys: " + action.kind());
        }
    }

    /** Asks the store: never inside a transaction. @return whether it keeps what was destroyed from coming back; not where it is silent */
    boolean isSafe() {
        try {
            return writes.areHonoured();
        } catch (IOException e) {
            LOG.warn("The store of the keys does not answer", e);
            return false;
        }
    }

    private void wrapSome(Action action) throws IOException {
        if (!isSafe()) {
            LOG.error("The store of the keys may write over what was destroyed: no key is wrapped anew");
            return;
        }
        Action.Keys from = action.keys();
        Stretch stretch = change.goOn(from.reached(), settings.keysAtOnce());
        long anew = from.anewInRound() + stretch.anew();
        long unreadable = from.unreadable() + stretch.unreadable();
        if (stretch.reached().isPresent()) {
            var to = new Action.Keys(stretch.reached().get(), anew, unreadable);
            actions.reached(action, from, to, stretch.anew(), false);
        } else if (anew > 0) {
            actions.reached(action, from, Action.Keys.NONE_YET, 0, false);
        } else {
            actions.reached(action, from, new Action.Keys(Point.START, 0, unreadable), 0, true);
        }
    }

    /** First its name is noted and then it is made, so that whoever is interrupted makes no second one. */
    private void makeSigningKey(Action action) throws IOException {
        Action.Keys from = action.keys();
        if (from.reached().equals(Point.START)) {
            var named = new Action.Keys(new Point("signing", signer.nextName()), 0, 0);
            actions.reached(action, from, named, 0, false);
        } else {
            signer.add(from.reached().name());
            actions.reached(action, from, from, 1, true);
        }
    }
}
