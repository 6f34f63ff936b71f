package com.allvideomodels.account;

import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.util.ReflectionTestUtils;

/** MockMvc's {@code csrf()} puts a repository that keeps tokens in sessions into the filter, for good. This puts ours back. */
public class CsrfAsShipped {

    private final SecurityFilterChain security;
    private final CsrfTokenRepository tokens;

    CsrfAsShipped(SecurityFilterChain security, CsrfTokenRepository tokens) {
        this.security = security;
        this.tokens = tokens;
    }

    void restore() {
        security.getFilters().stream()
                .filter(CsrfFilter.class::isInstance)
                .forEach(filter -> ReflectionTestUtils.setField(filter, "tokenRepository", tokens));
    }
}
