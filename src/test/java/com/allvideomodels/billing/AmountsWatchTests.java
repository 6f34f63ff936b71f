package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.billing.CreemApi.Outcome.Done;
import com.allvideomodels.billing.News.Reading.Understood;
import com.allvideomodels.billing.PaymentHistory.Line;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.creem.LocalCreem.Kind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/** What a plan's payment cost stands on its receipt as soon as Creem, asked, says it; its own event does not. */
@ProductTest
class AmountsWatchTests {

    private final LocalCreem creem = TestInfrastructure.creem();

    @Autowired
    ApplicationContext product;

    @Autowired
    AmountsWatch watch;

    @Autowired
    PaymentHistory history;

    @Autowired
    CreemApi api;

    @Autowired
    News news;

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Customer ana;

    @BeforeEach
    void somebodyBuysAPlan() {
        ana = buyer();
    }

    /** Of whose payment only the event of the plan was heard. */
    private Customer buyer() {
        var buyer = new Customer(product);
        URI back = buyer.paysUnseen(buyer.page("light-month"));
        String plan =
                UriComponentsBuilder.fromUri(back).build().getQueryParams().getFirst("subscription_id");
        var paid = (Done) api.subscription(plan);
        var told = (Understood) news.read("subscription.paid", paid.answer(), clock.instant());
        transaction.executeWithoutResult(status -> facts.make(told.told()));
        return buyer;
    }

    @AfterEach
    void putBack() {
        clock.reset();
    }

    @Test
    void theReceiptOfAPlanHasItsTaxOnceCreemWasAsked() {
        assertThat(payment().amounts()).isNull();
        watch.look();
        assertThat(payment().amounts()).isNotNull();
        assertThat(ana.sees("/billing/payments/" + payment().id())).contains("11.00 USD", "2.09 USD", "13.09 USD");
    }

    @Test
    void aSilentCreemIsAskedOnceAndAgainTheNextTime() {
        buyer();
        creem.next("/v1/transactions", Kind.DOWN);
        long before = asked();
        watch.look();
        assertThat(asked()).isEqualTo(before + 1);
        assertThat(payment().amounts()).isNull();
        watch.look();
        assertThat(payment().amounts()).isNotNull();
    }

    @Test
    void whatIsOlderIsLeftToTheComparison() {
        clock.advance(Duration.ofMinutes(61));
        watch.look();
        assertThat(payment().amounts()).isNull();
    }

    private Line payment() {
        return history.page(ana.id(), null, 1).lines().getFirst();
    }

    private long asked() {
        return creem.asked().stream()
                .filter(one -> one.startsWith("GET /v1/transactions"))
                .count();
    }
}
