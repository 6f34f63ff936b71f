package com.allvideomodels.mail;

import java.util.Arrays;
import java.util.Set;

/** What a letter is to its reader. */
public enum LetterKind {

    /** Without which somebody would lose something or not know what happens to what is theirs. */
    ESSENTIAL(Set.of(
            "confirm-address",
            "already-registered",
            "address-in-use",
            "reset-password",
            "password-changed",
            "security-changed",
            "change-address-confirm",
            "change-address-notice",
            "sign-in-new-place",
            "video-goes-tomorrow",
            "policy-changed",
            "restriction-lifted",
            "audit-alarm",
            "account-closed",
            "account-erased",
            "announcement",
            "export-ready",
            "incident-deadlines-due",
            "incident-notice",
            "minor-discovered",
            "parent-asked",
            "parent-asked-again",
            "parent-confirmed",
            "payment-received",
            "payment-returned",
            "plan-ended",
            "plan-payment-failed",
            "plans-several",
            "privacy-request-answered",
            "privacy-request-confirm",
            "privacy-request-denied",
            "privacy-request-extended",
            "privacy-request-received",
            "privacy-request-reminder",
            "privacy-requests-due",
            "spending-alarm")),

    /** A convenience of the service they use. */
    COURTESY(Set.of("account-welcome", "balance-low", "video-ready")),

    /** Advertising; only for who asked for it, and each has a way to end it. */
    MARKETING(Set.of("new-model"));

    /** Those that go to many at once: each of them waits its turn, and for every other letter (see {@code Mailings}). */
    private static final Set<String> MAILINGS =
            Set.of("announcement", "policy-changed", "incident-notice", "new-model");

    private final Set<String> templates;

    LetterKind(Set<String> templates) {
        this.templates = templates;
    }

    /** @throws IllegalArgumentException where nobody has decided what kind it is */
    public static LetterKind of(Letter letter) {
        return Arrays.stream(values())
                .filter(kind -> kind.templates.contains(letter.template()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a letter of no kind: " + letter.template()));
    }

    /** Whether it is one of a mailing to many, which leaves at the pace of those. */
    static boolean isMailing(Letter letter) {
        return MAILINGS.contains(letter.template());
    }
}
