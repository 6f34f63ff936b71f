package com.allvideomodels.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/** To whom people can complain, from {@code authorities.yml} (clauses gdpr.complaint, children.report). */
@Component
class AuthorityRegister {

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    private final List<Authority> all;

    AuthorityRegister(PrivacySettings settings) {
        var file = new RegisterFile(settings.authorities(), "authorities.yml");
        this.all = List.copyOf(file.read(Register.class).authorities());
        for (Authority one : all) {
            file.require(COUNTRIES.contains(one.country()), one.name(), "has a country that is none");
            file.require(one.url().startsWith("https://"), one.name(), "has an address without https");
            file.require(!one.name().isBlank() && !one.hears().isEmpty(), one.name(), "leaves something unsaid");
        }
    }

    private record Register(List<Authority> authorities) {}

    /** Those who hear complaints about this, by the names of their countries in that language. */
    List<Authority> hearing(Topic topic, Locale language) {
        Collator order = Collator.getInstance(language);
        return all.stream()
                .filter(one -> one.hears().contains(topic))
                .sorted(Comparator.comparing((Authority one) -> one.countryIn(language), order)
                        .thenComparing(Authority::name))
                .toList();
    }

    enum Topic {
        PRIVACY,
        CHILDREN
    }

    /** @param country of ISO 3166-1 */
    record Authority(
            String country,
            String name,
            String url,
            @JsonProperty("for") List<Topic> hears) {

        public String countryIn(Locale language) {
            return Locale.of("", country).getDisplayCountry(language);
        }
    }
}
