package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.Languages;
import com.allvideomodels.web.Theme;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One person's account. */
@Entity
// Only changed columns are written: two tabs that change different things both win.
@DynamicUpdate
class Account {

    @Id
    private UUID id;

    private String name;
    private String username;
    private String email;
    private @Nullable Instant emailConfirmedAt;
    private @Nullable String passwordHash;
    private String language;

    @Enumerated(EnumType.STRING)
    private Theme theme;

    private Instant openedAt;

    /** Written by statements of its own alone, or an entity read before the account was closed would open it again. */
    @Column(insertable = false, updatable = false)
    private @Nullable Instant closedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> defaults;

    private String accountType;
    private String subscriptionStatus;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(Newcomer newcomer, Instant openedAt) {
        this.id = UUID.randomUUID();
        this.name = newcomer.name();
        this.username = newcomer.username().value();
        this.email = newcomer.email().value();
        this.passwordHash = newcomer.passwordHash();
        this.language = newcomer.language().toLanguageTag();
        this.theme = newcomer.theme();
        this.openedAt = openedAt;
        this.defaults = Map.of();
        this.accountType = "personal";
        this.subscriptionStatus = "none";
    }

    AccountId id() {
        return new AccountId(id);
    }

    String name() {
        return name;
    }

    String username() {
        return username;
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }

    boolean emailConfirmed() {
        return emailConfirmedAt != null;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    Locale language() {
        return Languages.nearest(language);
    }

    Theme theme() {
        return theme;
    }

    Map<String, String> defaults() {
        return Map.copyOf(defaults);
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Nobody gets in, and nothing is done for it. */
    boolean closed() {
        return closedAt != null;
    }

    String accountType() {
        return accountType;
    }

    String subscriptionStatus() {
        return subscriptionStatus;
    }

    void confirmAddress(Instant at) {
        if (emailConfirmedAt == null) {
            emailConfirmedAt = at;
        }
    }

    /** To an address that was shown to be the person's. */
    void moveTo(EmailAddress confirmed, Instant at) {
        email = confirmed.value();
        emailConfirmedAt = at;
    }

    /** Only while no address was ever confirmed: there is no old one to ask. */
    void correctAddress(EmailAddress unconfirmed) {
        if (emailConfirmed()) {
            throw new IllegalStateException("a confirmed address is changed at both ends");
        }
        email = unconfirmed.value();
    }

    void rename(String newName, Username newUsername) {
        name = newName;
        username = newUsername.value();
    }

    void setPassword(String hash) {
        passwordHash = hash;
    }

    void speak(Locale chosen) {
        language = chosen.toLanguageTag();
    }

    void look(Theme chosen) {
        theme = chosen;
    }

    void preset(Map<String, String> chosen) {
        defaults = Map.copyOf(chosen);
    }

    /** What must not be found in the person's password. */
    List<String> ownWords() {
        return PasswordRules.words(name, username, email);
    }

    Profile toProfile() {
        return new Profile(
                id(), name, username, email(), emailConfirmed(), language(), theme, Map.copyOf(defaults), openedAt);
    }
}
