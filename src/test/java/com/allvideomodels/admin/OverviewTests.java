package com.allvideomodels.admin;

import static com.allvideomodels.kernel.StaffRole.ADMINISTRATOR;
import static com.allvideomodels.kernel.StaffRole.BILLING;
import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static com.allvideomodels.kernel.StaffRole.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What staff see first, and that nobody sees a figure of a page that is not theirs. */
@ProductTest
@Clause("security.rbac")
class OverviewTests {

    private static final String[] OF_THE_TRAIL = {"Last checkpoint of the audit trail", "udit trail"};
    private static final String OF_THE_AUDITOR = "Last look of the auditor";

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    JdbcClient sql;

    @Autowired
    InstantSource clock;

    private final AccountId me = AccountId.fresh();

    @ParameterizedTest
    @EnumSource(StaffRole.class)
    void theTrailAndTheAuditorAreForThoseWhoMayOpenTheirPages(StaffRole role) throws Exception {
        boolean theirs = role == PRIVACY_OFFICER || role == ADMINISTRATOR;
        assertThat(overview(role).contains(OF_THE_TRAIL[0])).isEqualTo(theirs);
        assertThat(overview(role).contains(OF_THE_TRAIL[1])).isEqualTo(theirs);
        assertThat(overview(role).contains(OF_THE_AUDITOR)).isEqualTo(theirs);
    }

    @Test
    void aLetterThatNobodySendsAndOneThatWasGivenUpNeedSomebody() throws Exception {
        UUID stuck = UUID.randomUUID();
        UUID refused = UUID.randomUUID();
        long before = alarming("Letters that wait although they are due", SUPPORT);
        long given = alarming("Letters given up in the last 24 hours", BILLING);
        letter(stuck, "waiting");
        letter(refused, "refused");
        try {
            assertThat(alarming("Letters that wait although they are due", SUPPORT))
                    .isEqualTo(before + 1);
            assertThat(alarming("Letters given up in the last 24 hours", BILLING))
                    .isEqualTo(given + 1);
        } finally {
            sql.sql("delete from letter where id in (:some)")
                    .param("some", java.util.List.of(stuck, refused))
                    .update();
        }
    }

    private void letter(UUID id, String state) {
        boolean waits = state.equals("waiting");
        sql.sql("""
                insert into letter (id, account_id, template, contents, state, written_at, due_at, ended_at)
                values (:id, :account, 'account-welcome', cast(:contents as jsonb), :state, :at, :due, :ended)
                """)
                .param("id", id)
                .param("account", me.value())
                .param("contents", waits ? "{}" : null)
                .param("state", state)
                .param("at", before(Duration.ofMinutes(20)))
                .param("due", waits ? before(Duration.ofMinutes(11)) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", waits ? null : before(Duration.ofHours(23)), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private java.time.OffsetDateTime before(Duration ago) {
        return clock.instant().minus(ago).atOffset(ZoneOffset.UTC);
    }

    /** The figure of this title among those that need somebody; 0 where it stands among the others. */
    private long alarming(String title, StaffRole role) throws UnsupportedEncodingException {
        var found = java.util.regex.Pattern.compile(
                        "figures__one--bad[^>]*>\\s*<p[^>]*>\\s*<span[^>]*>([0-9]+)</span><span[^>]*>" + title)
                .matcher(overview(role));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private String overview(StaffRole role) throws UnsupportedEncodingException {
        return pages.get()
                .uri("/admin")
                .with(TestPeople.asStaff(me, role))
                .exchange()
                .getResponse()
                .getContentAsString();
    }
}
