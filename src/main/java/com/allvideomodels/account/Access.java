package com.allvideomodels.account;

import org.springframework.security.authorization.AuthorizationResult;

/** Whether somebody may call an address, and what is missing if not. */
enum Access implements AuthorizationResult {
    ALLOWED,
    /** Has none of the roles: nothing they could show would help. */
    NO_ROLE,
    /** Has the role, and has shown no second factor in this session. */
    NO_SECOND_FACTOR,
    /** Has shown one (or, where any will do, a password), but too long ago. */
    NOT_FRESH;

    @Override
    public boolean isGranted() {
        return this == ALLOWED;
    }
}
