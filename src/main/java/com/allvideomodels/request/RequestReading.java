package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.request.PrivacyRequest.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a request is read from its row. */
final class RequestReading {

    private RequestReading() {}

    static PrivacyRequest request(ResultSet row, int number) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        return new PrivacyRequest(
                new RequestId(row.getObject("id", UUID.class)),
                row.getString("number"),
                instant(row, "received_at"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                Right.of(row.getString("asked")).orElseThrow(),
                Regime.of(row.getString("regime")).orElseThrow(),
                account == null ? null : new AccountId(account),
                address(row.getString("subject_address")),
                address(row.getString("contact_address")),
                Locale.forLanguageTag(row.getString("language")),
                row.getString("words"),
                course(row),
                row.getObject("duplicate_of", UUID.class),
                row.getString("extended_because"),
                orNull(row, "acknowledged_at"),
                row.getInt("nth_to_know"),
                row.getString("denial") == null
                        ? null
                        : Denial.of(row.getString("denial")).orElseThrow(),
                row.getString("answer"),
                row.getObject("erasure_proposed_by", UUID.class),
                row.getObject("erasure_approved_by", UUID.class),
                orNull(row, "closed_at"));
    }

    private static Course course(ResultSet row) throws SQLException {
        return new Course(
                Requester.of(row.getString("requester")).orElseThrow(),
                Fulfilment.of(Right.of(row.getString("asked")).orElseThrow(), row.getObject("account_id") != null),
                Status.of(row.getString("status")),
                row.getBoolean("identity_shown"),
                row.getBoolean("mandate_checked"),
                row.getBoolean("is_duplicate"),
                row.getString("extended_because") != null,
                instant(row, "due_at"));
    }

    static @Nullable String text(@Nullable EmailAddress address) {
        return address == null ? null : address.value();
    }

    private static @Nullable EmailAddress address(@Nullable String text) {
        return text == null ? null : new EmailAddress(text);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
