package com.allvideomodels.billing;

import com.allvideomodels.kernel.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Creem sends without asking for more than is needed: unknown fields are passed over, what is {@code null} or of another kind
 * is missing, an object may stand as its id alone, and every word may be a new one (contract, Webhooks).
 */
final class CreemObjects {

    private CreemObjects() {}

    /** The id of what may be written out or only named. */
    static Optional<String> id(JsonNode one) {
        return one.isObject() ? text(one, "id") : text(one);
    }

    static Optional<String> text(JsonNode object, String field) {
        return text(object.path(field));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    /** A whole number of minor units that is not below zero. */
    static Optional<Long> amount(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? Optional.of(value.longValue())
                : Optional.empty();
    }

    static Optional<Money> money(JsonNode object, String field, Currency currency) {
        return amount(object, field).map(minor -> new Money(minor, currency));
    }

    static Optional<Currency> currency(JsonNode object, String field) {
        return text(object, field).flatMap(code -> {
            try {
                return Optional.of(Currency.getInstance(code));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Some times are milliseconds, some are written out. */
    static @Nullable Instant at(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isIntegralNumber()) {
            return Instant.ofEpochMilli(value.longValue());
        }
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
