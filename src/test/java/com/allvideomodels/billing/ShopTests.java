package com.allvideomodels.billing;

import static com.allvideomodels.TestPeople.as;
import static com.allvideomodels.TestPeople.asStaff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Nobody pays another price than the one they were shown: what Creem sells otherwise, or does not speak of, is not for sale. */
@ProductTest
@ExtendWith(OutputCaptureExtension.class)
class ShopTests {

    private static final String AT_CREEM = "prod_pack500";

    private final LocalCreem creem = TestInfrastructure.creem();
    private final AccountId ana = AccountId.fresh();

    @Autowired
    Shop shop;

    @Autowired
    Plans plans;

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient sql;

    @AfterEach
    void sellsEverythingAgain() {
        clock.reset();
        creem.sells(Path.of("config/plans.yml"));
        shop.checkAll();
        assertThat(shop.forSale()).isEqualTo(plans.offered());
    }

    @Test
    void whatIsSoldAsItIsOfferedIsForSaleFromTheStartOn() {
        assertThat(shop.forSale()).isEqualTo(plans.offered()).hasSize(7);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                difference(
                        "price: 7.00 USD instead of 6.00 USD",
                        "Price 7.00 USD instead of 6.00 USD",
                        "价格为 7.00 USD，应为 6.00 USD",
                        creem -> creem.sells(AT_CREEM, "500 credits", 700, "USD", "once")),
                difference(
                        "currency: EUR instead of USD",
                        "Currency EUR instead of USD",
                        "币种为 EUR，应为 USD",
                        creem -> creem.sells(AT_CREEM, "500 credits", 600, "EUR", "once")),
                difference(
                        "period: every-month instead of once",
                        "Period every-month instead of once",
                        "周期为 every-month，应为 once",
                        creem -> creem.sells(AT_CREEM, "500 credits", 600, "USD", "every-month")),
                difference(
                        "status: archived instead of active",
                        "Status archived instead of active",
                        "状态为 archived，应为 active",
                        creem -> creem.archives(AT_CREEM)),
                difference(
                        "period: unreadable instead of once",
                        "Period something unreadable instead of once",
                        "周期为 无法识别的内容，应为 once",
                        creem -> creem.sells(AT_CREEM, "500 credits", 600, "USD", "<script>\nERROR forged")),
                difference(
                        "refused: 403",
                        "Creem refuses to say (403)",
                        "Creem 拒绝答复（403）",
                        creem -> creem.next("/v1/products/" + AT_CREEM, LocalCreem.Kind.FORBIDDEN)));
    }

    private static Arguments difference(String logged, String english, String chinese, Consumer<LocalCreem> change) {
        return Arguments.of(logged, english, chinese, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void whatDiffersIsNotSoldAndSaidAloud(
            String logged, String english, String chinese, Consumer<LocalCreem> change, CapturedOutput log) {
        change.accept(creem);
        shop.checkAll();
        assertThat(shop.forSale()).hasSize(6).noneMatch(one -> one.id().equals("pack-500"));
        assertThat(log)
                .contains("ERROR")
                .contains("pack-500 is not for sale: prod_pack500 at Creem: " + logged)
                .doesNotContain("forged");
        assertThat(pages.get().uri("/prices"))
                .bodyText()
                .containsOnlyOnce("Not for sale at the moment")
                .doesNotContain("/billing/buy/pack-500");
        assertThat(pages.get().uri("/billing/buy/pack-500").with(as(ana)))
                .bodyText()
                .contains("This is not for sale at the moment")
                .doesNotContain("name=\"click\"");
        assertThat(staffSee(Locale.ENGLISH)).contains(english).doesNotContain("nothing yet");
        assertThat(staffSee(Locale.SIMPLIFIED_CHINESE)).contains(chinese).doesNotContain("尚无答复");
        assertNotSold();
    }

    private String staffSee(Locale language) {
        byte[] body = pages.get()
                .uri("/admin/payments/reconciliation")
                .header("Accept-Language", language.toLanguageTag())
                .with(asStaff(ana, StaffRole.BILLING))
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        return new String(body, StandardCharsets.UTF_8);
    }

    /** As a release before this one kept it. */
    @Test
    void whatWasWrongInTheWordsOfBeforeIsAskedAboutAgain() {
        sql.sql("update product_check set fault = 'price is not 600' where product = 'pack-500'")
                .update();
        assertThat(shop.forSale()).hasSize(6);
        assertThat(staffSee(Locale.ENGLISH)).contains("nothing yet").doesNotContain("price is not 600");
        shop.checkAgain();
        assertThat(shop.forSale()).hasSize(7);
    }

    private void assertNotSold() {
        long before = asked("POST /v1/checkouts");
        assertThat(pages.post()
                        .uri("/billing/buy/pack-500")
                        .param("click", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(as(ana)))
                .hasRedirectedUrl("/billing/buy/pack-500");
        assertThat(asked("POST /v1/checkouts")).isEqualTo(before);
    }

    @Test
    void whatWasPutRightIsSoldAfterTheNextLook() {
        creem.archives(AT_CREEM);
        shop.checkAll();
        creem.sells(Path.of("config/plans.yml"));
        shop.checkAgain();
        assertThat(shop.forSale()).as("too early to ask again").hasSize(6);
        clock.advance(Duration.ofMinutes(11));
        shop.checkAgain();
        assertThat(shop.forSale()).hasSize(7);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "FORBIDDEN")
    void whereCreemDoesNotAnswerNothingIsSoldUntilItDoes(LocalCreem.Kind trouble) {
        sql.sql("delete from product_check").update();
        creem.next("/v1/products", trouble);
        shop.checkAll();
        assertThat(shop.forSale()).isEmpty();
        assertThat(pages.get().uri("/prices")).bodyText().contains("Nothing is for sale at the moment");
        assertNotSold();
        shop.checkAgain();
        assertThat(shop.forSale()).hasSize(7);
    }

    @Test
    void whatPassedIsSoldThroughASilenceOfCreemAndNotAskedAboutAllTheTime() {
        long before = asked("GET /v1/products/" + AT_CREEM);
        shop.checkAgain();
        assertThat(asked("GET /v1/products/" + AT_CREEM)).isEqualTo(before);
        clock.advance(Duration.ofHours(7));
        creem.next("/v1/products", LocalCreem.Kind.DOWN);
        shop.checkAgain();
        assertThat(shop.forSale()).hasSize(7);
    }

    /** The answer was about another price; nobody asked Creem about this one. */
    @Test
    void anotherPriceInTheFileIsAnotherQuestion() {
        sql.sql("update product_check set terms = replace(terms, '600', '500') where product = 'pack-500'")
                .update();
        assertThat(shop.forSale()).hasSize(6);
        shop.checkAgain();
        assertThat(shop.forSale()).hasSize(7);
    }

    private long asked(String call) {
        return creem.asked().stream().filter(call::equals).count();
    }
}
