package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * What people allow beyond what the service needs (clauses right.objection, cookies.manage, cookies.dnt). Whoever wants to do something
 * optional asks here each time, since an answer may change from one request to the next; nothing that is not asked about is allowed, and
 * nothing optional at all while {@link Restrictions processing is restricted}.
 */
public interface Choices {

    /**
     * Whether it may be done for this account, whatever its person is doing now: in letters and jobs.
     *
     * @throws IllegalArgumentException where it is no optional purpose
     */
    boolean allows(AccountId who, Purpose purpose);

    /**
     * Whether it may be done for this request. A signal of the browser (Global Privacy Control, Do Not Track) refuses everything
     * that runs in browsers, whatever was agreed to before.
     *
     * @param who {@code null} for a stranger, whose answers are in a cookie
     * @throws IllegalArgumentException where it is no optional purpose
     */
    boolean allows(HttpServletRequest request, @Nullable AccountId who, Purpose purpose);

    /**
     * Somebody is signing in with this browser: of what it and the account say the more private answer holds from now on, for both. A
     * signal of the browser is a no.
     */
    void join(AccountId who, HttpServletRequest request, HttpServletResponse response);
}
