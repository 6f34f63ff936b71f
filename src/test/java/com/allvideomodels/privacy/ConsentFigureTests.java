package com.allvideomodels.privacy;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.ConsentFigures.OfPurpose;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class ConsentFigureTests {

    @Autowired
    Consents consents;

    @Autowired
    ConsentFigures figures;

    @Autowired
    MockMvcTester pages;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final Purpose purpose =
            new Purpose("a-" + UUID.randomUUID().toString().substring(0, 8).replaceAll("[^a-z0-9]", ""));

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void eachCountsOnceByTheLastThingTheySaidAndNotAfterTheirEnd() {
        AccountId ana = AccountId.fresh();
        AccountId ben = AccountId.fresh();
        AccountId cleo = AccountId.fresh();
        consents.give(ana, purpose, "1", Means.CONSENTS_PAGE);
        consents.withdraw(ana, purpose, Means.CONSENTS_PAGE);
        consents.give(ana, purpose, "2", Means.CONSENTS_PAGE);
        consents.give(ben, purpose, "1", Means.CONSENTS_PAGE);
        consents.withdraw(ben, purpose, Means.CONSENTS_PAGE);
        consents.give(cleo, purpose, "1", Means.CONSENTS_PAGE);
        assertThat(found().holding()).isEqualTo(2);
        sql.sql("insert into consent_end (account_id, ended_at) values (:cleo, now())")
                .param("cleo", cleo.value())
                .update();
        assertThat(found().holding()).as("Cleo's account has ended").isEqualTo(1);
        assertThat(found().months()).hasSize(ConsentFigures.MONTHS);
        assertThat(found().months().getLast())
                .satisfies(month -> assertThat(month.given()).isEqualTo(4))
                .satisfies(month -> assertThat(month.withdrawn()).isEqualTo(2));
        assertThat(found().months().getFirst().given()).isZero();
        assertThat(pages.get().uri("/admin/consents").with(TestPeople.asStaff(AccountId.fresh(), PRIVACY_OFFICER)))
                .hasStatusOk()
                .bodyText()
                .contains(purpose.key(), "1 agrees")
                .doesNotContain(ana.toString());
    }

    private OfPurpose found() {
        return figures.all(clock.instant()).stream()
                .filter(one -> one.purpose().equals(purpose.key()))
                .findFirst()
                .orElseThrow();
    }
}
