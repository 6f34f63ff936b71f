package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests of one person in the database. */
@Repository
class RequestsOfPeople {

    private final JdbcClient sql;

    RequestsOfPeople(JdbcClient sql) {
        this.sql = sql;
    }

    /** The newest first. */
    List<PrivacyRequest> of(AccountId owner, int most) {
        return sql.sql(
                        "select * from privacy_request where account_id = :owner order by received_at desc, id desc limit :most")
                .param("owner", owner.value())
                .param("most", most)
                .query(RequestReading::request)
                .list();
    }

    /** Of the same person, by account or address, other than this one; the newest first. */
    List<PrivacyRequest> related(PrivacyRequest request, int most) {
        return sql.sql("""
                select * from privacy_request
                where id <> :id and (account_id = :account or subject_address = cast(:subject as text))
                order by received_at desc, id desc limit :most
                """)
                .param("id", request.id().value())
                .param(
                        "account",
                        request.account() == null ? null : request.account().value(),
                        java.sql.Types.OTHER)
                .param("subject", RequestReading.text(request.subject()))
                .param("most", most)
                .query(RequestReading::request)
                .list();
    }

    /** How many requests to know this person has made in that calendar year. */
    int toKnow(@Nullable AccountId account, @Nullable EmailAddress subject, Instant at) {
        Year year = Year.from(at.atOffset(ZoneOffset.UTC));
        return sql.sql("""
                select count(*) from privacy_request
                where (account_id = :account or subject_address = cast(:subject as text)) and asked in (:asked)
                  and received_at >= :from and received_at < :until
                """)
                .param("account", account == null ? null : account.value(), java.sql.Types.OTHER)
                .param("subject", RequestReading.text(subject))
                .param("asked", Right.TO_KNOW.stream().map(Right::key).toList())
                .param("from", year.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", year.plusYears(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
