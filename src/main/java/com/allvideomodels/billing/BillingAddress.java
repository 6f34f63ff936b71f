package com.allvideomodels.billing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody buys as, as they typed it. What does not apply is empty; nothing is {@code null}.
 *
 * @param more a second line of the street
 * @param country two letters (ISO 3166)
 * @param vat the number by which a tax office knows a company
 */
record BillingAddress(
        String name,
        String company,
        String street,
        String more,
        String city,
        String region,
        String postcode,
        String country,
        String vat) {

    static final BillingAddress NONE = new BillingAddress("", "", "", "", "", "", "", "", "");

    BillingAddress {
        name = line(name);
        company = line(company);
        street = line(street);
        more = line(more);
        city = line(city);
        region = line(region);
        postcode = line(postcode);
        country = line(country);
        vat = line(vat);
    }

    /** A field that did not come at all is an empty one. */
    private static String line(@Nullable String typed) {
        return typed == null ? "" : typed.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** As it is written on a letter. */
    public List<String> lines(Locale language) {
        return Stream.of(name, company, street, more, (postcode + " " + city).strip(), region, countryIn(language))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private String countryIn(Locale language) {
        return country.isEmpty() ? "" : Locale.of("", country).getDisplayCountry(language);
    }

    /** What people typed about themselves never reaches a log. */
    @Override
    public String toString() {
        return "BillingAddress[hidden]";
    }
}
