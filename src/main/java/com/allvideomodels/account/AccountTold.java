package com.allvideomodels.account;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who a person is to us and how they get in, without what would let somebody else in. */
@Component
class AccountTold implements PersonalDataHolder {

    private final PersonalDataSets sets;

    AccountTold(PersonalDataSets sets) {
        this.sets = sets;
    }

    @Override
    public List<PersonalDataSet> sets() {
        return List.of(
                account(),
                suspension(),
                staffRoles(),
                google(),
                letterLinks(),
                addressChange(),
                sessions(),
                signIns(),
                authenticator(),
                recoveryCodes(),
                passkeys(),
                parentalConsent());
    }

    private PersonalDataSet account() {
        return sets.of("account", "account", """
                select id, name, username, email, email_confirmed_at, language, theme, opened_at, defaults, account_type,
                  subscription_status, sessions_from, closed_at, erasure_ordered_at
                from account where id = :person
                """, "account").startingAt("closed_at");
    }

    private PersonalDataSet suspension() {
        return sets.of("suspension", "suspension", """
                select account_id, reason, at from suspension where account_id = :person
                """, "suspension");
    }

    private PersonalDataSet staffRoles() {
        return sets.of("staff-roles", "staff-role", """
                select role, granted_at from staff_grant where account_id = :person
                """, "staff_grant");
    }

    private PersonalDataSet google() {
        return sets.of("google-account", "identity", """
                select issuer, subject, linked_at from identity where account_id = :person
                """, "identity");
    }

    private PersonalDataSet letterLinks() {
        return sets.of("links-in-letters", "account-token", """
                select row_number() over (order by expires_at, hash) as number, purpose, email, expires_at, consumed_at
                from account_token where account_id = :person
                """, "account_token")
                .endingAt("expires_at");
    }

    private PersonalDataSet addressChange() {
        return sets.of("address-change", "account-token", """
                select id, new_email, old_confirmed_at, new_confirmed_at, expires_at from address_change where account_id = :person
                """, "address_change").endingAt("expires_at");
    }

    private PersonalDataSet sessions() {
        return sets.of("sessions", "session", """
                select row_number() over (order by creation_time, primary_id) as number,
                  to_timestamp(creation_time / 1000.0) as creation_time, to_timestamp(last_access_time / 1000.0) as last_access_time,
                  max_inactive_interval, to_timestamp(expiry_time / 1000.0) as expiry_time
                from spring_session where principal_name = cast(:person as text)
                """, "spring_session").endingAt("expiry_time");
    }

    private PersonalDataSet signIns() {
        return sets.of("sign-ins", "session-log", """
                select id, at, network, device, method from sign_in where account_id = :person
                """, "sign_in").startingAt("at");
    }

    private PersonalDataSet authenticator() {
        return sets.of("authenticator-app", "second-factor", """
                select account_id, begun_at, confirmed_at from authenticator where account_id = :person
                """, "authenticator");
    }

    private PersonalDataSet recoveryCodes() {
        return sets.of("recovery-codes", "second-factor", """
                select row_number() over (order by made_at, hash) as number, made_at, used_at
                from recovery_code where account_id = :person
                """, "recovery_code");
    }

    private PersonalDataSet passkeys() {
        return sets.of("passkeys", "second-factor", """
                select c.credential_id, e.id, e.name, e.display_name, c.label, c.created, c.last_used, c.signature_count,
                  c.uv_initialized, c.backup_eligible, c.backup_state, c.authenticator_transports, c.public_key_credential_type
                from user_entities e join user_credentials c on c.user_entity_user_id = e.id where e.account_id = :person
                """, "user_entities", "user_credentials");
    }

    private PersonalDataSet parentalConsent() {
        return sets.of("parental-consent", "parental-consent", """
                select id, account_id, language, step, asked_at, agreed_at, confirmed_at, again_at, expires_at,
                  array_to_string(providers, ', ') as providers
                from parental_consent where account_id = :person
                """, "parental_consent")
                .endingAt("expires_at");
    }
}
