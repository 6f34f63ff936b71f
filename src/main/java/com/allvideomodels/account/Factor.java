package com.allvideomodels.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** By what somebody shows who they are. A session carries what was shown in it and when, as Spring's authorities of factors. */
enum Factor {
    PASSWORD(FactorGrantedAuthority.PASSWORD_AUTHORITY, false),
    GOOGLE(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY, false),
    LETTER(FactorGrantedAuthority.OTT_AUTHORITY, false),
    AUTHENTICATOR("FACTOR_TOTP", true),
    RECOVERY_CODE("FACTOR_RECOVERY_CODE", true),
    /** With the person verified by their device, so that it counts for itself and as a second one. */
    PASSKEY(FactorGrantedAuthority.WEBAUTHN_AUTHORITY, true);

    /** For how long something shown is "just shown". */
    static final Duration FRESH = Duration.ofMinutes(5);

    private final String authority;
    private final boolean second;

    Factor(String authority, boolean second) {
        this.authority = authority;
        this.second = second;
    }

    boolean isSecond() {
        return second;
    }

    FactorGrantedAuthority shownAt(Instant now) {
        return FactorGrantedAuthority.withAuthority(authority).issuedAt(now).build();
    }

    /** When any factor was last shown in this session. */
    static Optional<Instant> lastShown(@Nullable Authentication session) {
        return newest(shownIn(session).stream());
    }

    /** When a second factor was last shown in this session. */
    static Optional<Instant> lastSecondShown(@Nullable Authentication session) {
        return newest(shownIn(session).stream()
                .filter(one -> Arrays.stream(values())
                        .anyMatch(factor -> factor.second && factor.authority.equals(one.getAuthority()))));
    }

    static boolean isFresh(Instant shown, Instant now) {
        return shown.plus(FRESH).isAfter(now);
    }

    static List<FactorGrantedAuthority> shownIn(@Nullable Authentication session) {
        Stream<? extends GrantedAuthority> all = session == null ? Stream.empty() : session.getAuthorities().stream();
        return all.filter(FactorGrantedAuthority.class::isInstance)
                .map(FactorGrantedAuthority.class::cast)
                .toList();
    }

    private static Optional<Instant> newest(Stream<FactorGrantedAuthority> factors) {
        return factors.map(FactorGrantedAuthority::getIssuedAt).max(Comparator.naturalOrder());
    }
}
