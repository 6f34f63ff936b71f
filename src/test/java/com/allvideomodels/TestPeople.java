package com.allvideomodels;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.SignedIn;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
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

    /** Signs the request in as a member of staff who has just shown a second factor. */
    public static RequestPostProcessor asStaff(AccountId account, StaffRole... roles) {
        List<SimpleGrantedAuthority> authorities = Stream.concat(
                        Stream.of("ROLE_USER"), Stream.of(roles).map(StaffRole::authority))
                .map(SimpleGrantedAuthority::new)
                .toList();
        return authentication(
                UsernamePasswordAuthenticationToken.authenticated(new Person(account), null, authorities));
    }

    private record Person(AccountId accountId) implements SignedIn, Serializable {}
}
