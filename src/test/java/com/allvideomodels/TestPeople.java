package com.allvideomodels;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.web.SignedIn;
import java.io.Serializable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

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
        return asStaff(account, Duration.ZERO, roles);
    }

    /** Signs the request in as a member of staff who showed a second factor that long ago, by the product's clock. */
    public static RequestPostProcessor asStaff(AccountId account, Duration ago, StaffRole... roles) {
        return request -> {
            InstantSource clock = WebApplicationContextUtils.getRequiredWebApplicationContext(
                            request.getServletContext())
                    .getBean(InstantSource.class);
            GrantedAuthority passkey = FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.WEBAUTHN_AUTHORITY)
                    .issuedAt(clock.instant().minus(ago))
                    .build();
            return authentication(signedIn(account, Stream.concat(authorities(roles), Stream.of(passkey))))
                    .postProcessRequest(request);
        };
    }

    /** Signs the request in as a member of staff who has shown a password and nothing else. */
    public static RequestPostProcessor asStaffWithoutSecondFactor(AccountId account, StaffRole... roles) {
        return authentication(signedIn(account, authorities(roles)));
    }

    private static Stream<GrantedAuthority> authorities(StaffRole... roles) {
        return Stream.concat(Stream.of("ROLE_USER"), Stream.of(roles).map(StaffRole::authority))
                .map(SimpleGrantedAuthority::new);
    }

    private static Authentication signedIn(AccountId account, Stream<GrantedAuthority> authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(new Person(account), null, authorities.toList());
    }

    private record Person(AccountId accountId) implements SignedIn, Serializable {}
}
