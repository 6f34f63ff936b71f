package com.allvideomodels.incident;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeyChange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to everyone an incident concerns, or to what opens doors.
 *
 * @param words why, where accounts are suspended
 * @param textEn of the letter, where one is written
 * @param needsSecond whether somebody else of staff must confirm it first
 * @param reached the last account it was done to, in the order of their numbers
 * @param done to how many accounts, links or keys
 * @param keys how far it came, where it goes through keys
 */
record Action(
        UUID id,
        UUID incident,
        Kind kind,
        @Nullable String words,
        @Nullable String textEn,
        @Nullable String textZh,
        AccountId orderedBy,
        Instant orderedAt,
        boolean needsSecond,
        @Nullable AccountId confirmedBy,
        @Nullable AccountId reached,
        long done,
        @Nullable Instant finishedAt,
        Keys keys) {

    enum Kind {
        END_SESSIONS(Scope.ACCOUNTS),
        SUSPEND(Scope.ACCOUNTS),
        NOTIFY(Scope.ACCOUNTS),
        /** Every address with a secret in it that was given out becomes worthless. */
        END_LINKS(Scope.EVERYTHING),
        /** What older master keys wrapped is wrapped by the current one. */
        WRAP_KEYS(Scope.KEYS),
        /** Receipts and checkpoints are signed by a key that is made for it; what was signed before stays valid. */
        NEW_SIGNING_KEY(Scope.KEYS);

        private final Scope scope;

        Kind(Scope scope) {
            this.scope = scope;
        }

        public Scope scope() {
            return scope;
        }
    }

    /** To what something is done. */
    enum Scope {
        /** Those the incident concerns. */
        ACCOUNTS,
        /** At once and in one transaction. */
        EVERYTHING,
        /** Step by step, outside of any transaction. */
        KEYS
    }

    /** @param unreadable how many could not be wrapped anew in this round */
    record Keys(MasterKeyChange.Point reached, long anewInRound, long unreadable) {

        static final Keys NONE_YET = new Keys(MasterKeyChange.Point.START, 0, 0);
    }

    public boolean isForAccounts() {
        return kind.scope() == Scope.ACCOUNTS;
    }

    public OffsetDateTime when() {
        return orderedAt.atOffset(ZoneOffset.UTC);
    }

    public boolean isWaiting() {
        return needsSecond && confirmedBy == null;
    }

    /** Whoever asked for it, or agreed to it, does not shut themselves out. */
    boolean spares(AccountId account) {
        return kind == Kind.SUSPEND && (account.equals(orderedBy) || account.equals(confirmedBy));
    }
}
