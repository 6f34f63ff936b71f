package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.EmailConfirmed;
import com.allvideomodels.credits.Ledger.Held;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
class CreditsPageTests {

    @Autowired
    Ledger ledger;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    MockMvcTester pages;

    @Autowired
    BalanceFact fact;

    private final AccountId ana = AccountId.fresh();

    @Test
    void aConfirmedAddressIsWelcomedOnceHoweverOftenItIsTold() {
        confirm();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> available() == 200);
        confirm();
        confirm();
        AccountId other = AccountId.fresh();
        transactions.executeWithoutResult(status -> events.publishEvent(new EmailConfirmed(other)));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> balance(other) == 200);
        assertThat(available()).isEqualTo(200);
    }

    @Test
    void anEmptyPageTeachesWhatCreditsAre() {
        assertThat(page("/credits"))
                .contains("No entries yet", "Confirm your e-mail address")
                .doesNotContain("<table");
    }

    @Test
    void theFrameOfEveryPageShowsTheBalance() {
        give(1234);
        assertThat(fact.of(ana)).containsEntry("balance", 1234L);
        assertThat(page("/credits")).contains("1,234 credits");
    }

    @Test
    void everyEntrySaysWhyItExistsAndLeadsToItsCause() {
        give(200);
        String generation = UUID.randomUUID().toString();
        HoldId hold = held(70, generation);
        transactions.executeWithoutResult(status -> ledger.capture(hold, new Credits(50)));
        HoldId other = held(10, UUID.randomUUID().toString());
        transactions.executeWithoutResult(status -> ledger.release(other));
        assertThat(page("/credits"))
                .contains("Held for a video", "50 credits spent on a video", "Back from a video")
                .contains("href=\"/generations/" + generation + "\"")
                .contains("−70", "+20", "+10")
                .doesNotContain("??");
    }

    @Test
    void recomputingShowsThatTheEntriesSumToTheBalance() {
        give(200);
        held(70, UUID.randomUUID().toString());
        assertThat(page("/credits?recompute"))
                .contains("All 2 entries add up to 130 available and 70 held.", "That is your balance.");
    }

    @Test
    void thePageIsCompleteInChinese() {
        give(200);
        held(70, UUID.randomUUID().toString());
        assertThat(pageIn("zh-CN", "/credits?recompute"))
                .contains("全部 2 笔明细合计：可用 130，冻结 70。", "与您的余额一致。", "为视频冻结")
                .doesNotContain("??");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        for (int i = 1; i <= 65; i++) {
            give(i);
        }
        String first = page("/credits");
        String second = page(next(first));
        String third = page(next(second));
        assertThat(third).doesNotContain("rel=\"next\"");
        long[] gains = Pattern.compile("\\+(\\d+)</td>")
                .matcher(first + second + third)
                .results()
                .map((MatchResult result) -> result.group(1))
                .mapToLong(Long::parseLong)
                .toArray();
        long[] expected = new long[65];
        Arrays.setAll(expected, index -> 65 - index);
        assertThat(gains).containsExactly(expected);
    }

    @Test
    void aPlaceThatIsNoneIsTheBeginning() {
        give(5);
        assertThat(page("/credits?before=nonsense")).contains("+5");
        assertThat(page("/credits?before=" + UUID.randomUUID())).contains("+5");
    }

    @Test
    void nobodySeesTheEntriesOfAnother() {
        give(777);
        String body = pages.get()
                .uri("/credits")
                .with(TestPeople.as(AccountId.fresh()))
                .exchange()
                .toString();
        assertThat(body).doesNotContain("777");
        assertThat(pages.get().uri("/credits")).hasStatus3xxRedirection();
    }

    @Test
    void thePageIsReadByTodaysRules() {
        assertThat(page("/credits").stripLeading()).startsWith("<!DOCTYPE html>");
    }

    private static String next(String page) {
        var link = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private String page(String address) {
        return pageIn("en", address);
    }

    private String pageIn(String language, String address) {
        var answer = pages.get()
                .uri(address)
                .with(TestPeople.as(ana))
                .header("Accept-Language", language)
                .locale(java.util.Locale.forLanguageTag(language))
                .exchange();
        assertThat(answer).hasStatusOk();
        try {
            return answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void confirm() {
        transactions.executeWithoutResult(status -> events.publishEvent(new EmailConfirmed(ana)));
    }

    private void give(long amount) {
        CreditsFixtures.in(ledger, transactions).account(ana).withCredits(amount);
    }

    private HoldId held(long amount, String generation) {
        return transactions.execute(
                status -> ((Held.Set) ledger.hold(ana, new Credits(amount), Cause.generation(generation))).hold());
    }

    private long available() {
        return balance(ana);
    }

    private long balance(AccountId owner) {
        return transactions
                .execute(status -> ledger.balanceOf(owner))
                .available()
                .amount();
    }
}
