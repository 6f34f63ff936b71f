package com.allvideomodels.incident;

import com.allvideomodels.storage.ConditionalWrites;
import com.allvideomodels.storage.MasterKeyChange;
import com.allvideomodels.storage.MasterKeyChange.Point;
import com.allvideomodels.storage.MasterKeyChange.Stretch;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes through all that a master key wraps, as staff ordered, some with each run of its job and in rounds, until a round has found nothing
 * to wrap anew. Two that run at once do each key once: all writes have a condition.
 */
@Component
class KeyChange {

    private static final Logger LOG = LoggerFactory.getLogger(KeyChange.class);

    private final Actions actions;
    private final MasterKeyChange change;
    private final ConditionalWrites writes;
    private final IncidentSettings settings;

    KeyChange(Actions actions, MasterKeyChange change, ConditionalWrites writes, IncidentSettings settings) {
        this.actions = actions;
        this.change = change;
        this.writes = writes;
        this.settings = settings;
    }

    /** One run's worth of each that was ordered. */
    void goOn() {
        List<Action> ordered = actions.throughKeys();
        if (!ordered.isEmpty() && !isSafe()) {
            LOG.error("The store of the keys may write over what was destroyed: no key is wrapped anew");
            return;
        }
        for (Action action : ordered) {
            try {
                goOnWith(action);
            } catch (IOException e) {
                LOG.warn("A store does not answer; wrapping keys anew goes on with the next run", e);
            }
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

    private void goOnWith(Action action) throws IOException {
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
}
