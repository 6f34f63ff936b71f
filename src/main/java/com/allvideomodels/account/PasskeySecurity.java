package com.allvideomodels.account;

import com.allvideomodels.web.Operator;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/**
 * Passkeys of Spring Security. The device verifies the person at every use, so a passkey is both what somebody has and who they are.
 * It knows people by the id of their account.
 */
@Configuration(proxyBeanMethods = false)
class PasskeySecurity {

    @Bean
    PublicKeyCredentialUserEntityRepository passkeyOwners(JdbcOperations jdbc) {
        return new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
    }

    @Bean
    WebAuthnRelyingPartyOperations passkeyCeremonies(
            PublicKeyCredentialUserEntityRepository owners, UserCredentialRepository passkeys, Operator operator) {
        URI home = URI.create(operator.publicUrl());
        var here = PublicKeyCredentialRpEntity.builder()
                .id(home.getHost())
                .name("AllVideoModels")
                .build();
        var ceremonies = new Webauthn4JRelyingPartyOperations(owners, passkeys, here, Set.of(origin(home)));
        ceremonies.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build()));
        ceremonies.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return ceremonies;
    }

    /** Whether the owner of a passkey still has an account. */
    @Bean
    UserDetailsService passkeyUsers(AccountRepository accounts) {
        return id -> accounts.findById(UUID.fromString(id))
                .map(account -> User.withUsername(id)
                        .password("{noop}")
                        .authorities("ROLE_USER")
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    private static String origin(URI home) {
        return home.getScheme() + "://" + home.getAuthority();
    }
}
