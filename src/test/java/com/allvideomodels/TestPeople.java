package com.allvideomodels;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.SignedIn;
import java.io.Serializable;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** People for tests of pages. */
public final class TestPeople {

    private TestPeople() {}

    /** Signs the request in as this account, whether or not the account exists. */
    public static RequestPostProcessor as(AccountId account) {
        var person = new Person(account);
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                person, null, List.of(new SimpleGrantedAuthority("ROLE_USER"))));
    }

    private record Person(AccountId accountId) implements SignedIn, Serializable {}
}
