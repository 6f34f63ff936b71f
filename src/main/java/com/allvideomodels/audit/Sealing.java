package com.allvideomodels.audit;

import com.allvideomodels.audit.ChainedTrail.Noted;
import com.allvideomodels.audit.SubjectKeys.Keys;
import com.allvideomodels.audit.SubjectKeys.SubjectKey;
import com.allvideomodels.kernel.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns acts into what is stored. What is about a person can be read with that person's key only, who did it included. What is about
 * nobody names who did it by pseudonym alone, so that it says nothing of them either once they are forgotten.
 */
final class Sealing {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};
    private static final String DETAIL = "detail.";

    private final Keys keys;

    Sealing(Keys keys) {
        this.keys = keys;
    }

    SealedAct seal(Noted noted) {
        Act act = noted.act();
        Optional<SubjectKey> about = subject(act).flatMap(keys::of);
        SubjectKey key = about.orElse(keys.ofNobody());
        UUID pseudonym = about.map(SubjectKey::pseudonym).orElse(null);
        String actor = actor(act.by());
        Map<String, String> fields = new TreeMap<>();
        act.details().forEach((name, value) -> fields.put(DETAIL + name, value));
        about.ifPresent(known -> {
            fields.put("subject", String.valueOf(known.subject()));
            account(act.by()).ifPresent(account -> fields.put("actor", account.toString()));
        });
        try {
            byte[] ciphertext = key.key().encrypt(JSON.writeValueAsBytes(fields), bound(act.what(), actor, pseudonym));
            return new SealedAct(noted.at(), act.what(), actor, pseudonym, ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An act could not be encrypted", e);
        }
    }

    /** The details of a row, by their names. */
    static Map<String, String> details(AuditRow row, SubjectKey key) throws GeneralSecurityException {
        byte[] text = key.key().decrypt(row.ciphertext(), bound(row.what(), row.actor(), row.pseudonym()));
        Map<String, String> details = new LinkedHashMap<>();
        JSON.readValue(text, FIELDS).forEach((name, value) -> {
            if (name.startsWith(DETAIL)) {
                details.put(name.substring(DETAIL.length()), value);
            }
        });
        return details;
    }

    private String actor(Actor by) {
        return switch (by) {
            case Actor.Staff staff -> "staff:" + pseudonym(staff.account());
            case Actor.Person person -> "person:" + pseudonym(person.account());
            case Actor.Job job -> "job:" + job.name();
        };
    }

    private String pseudonym(AccountId account) {
        return keys.of(account).map(key -> key.pseudonym().toString()).orElse("forgotten");
    }

    static Optional<AccountId> account(Actor by) {
        return switch (by) {
            case Actor.Staff staff -> Optional.of(staff.account());
            case Actor.Person person -> Optional.of(person.account());
            case Actor.Job job -> Optional.empty();
        };
    }

    /** What a person does is about that person, unless it says otherwise. */
    static Optional<AccountId> subject(Act act) {
        AccountId subject = act.subject();
        if (subject != null) {
            return Optional.of(subject);
        }
        return act.by() instanceof Actor.Person person ? Optional.of(person.account()) : Optional.empty();
    }

    private static byte[] bound(String what, String actor, @Nullable UUID pseudonym) {
        return (what + "|" + actor + "|" + pseudonym).getBytes(StandardCharsets.UTF_8);
    }
}
