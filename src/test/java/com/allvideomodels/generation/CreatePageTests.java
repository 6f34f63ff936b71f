package com.allvideomodels.generation;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.credits.CreditsFixtures;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.TestMedia;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.privacy.Purpose;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** The composer with the real catalogue: clicks that come twice, and forms that are not as we made them. */
@ProductTest
class CreatePageTests {

    private static final String MODEL = "luma-ray-2";

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    Consents consents;

    @Autowired
    Processors processors;

    @Autowired
    Uploads uploads;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    AccountId who;

    @BeforeEach
    void someone() {
        who = rich();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "image", "frames", "reference", "edit", "extend", "upscale"})
    void theFormShowsEveryStart(String mode) {
        assertThat(pages.get().uri("/create?mode=" + mode).with(as(who)))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"composer\"", "name=\"model\"")
                .doesNotContain("??");
    }

    @Test
    void aDoubleClickGivesOneVideo() throws Exception {
        Form form = priced("clicked twice");
        List<Callable<MvcTestResult>> clicks = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clicks.add(() -> click(form));
        }
        List<String> places = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<MvcTestResult> answer : threads.invokeAll(clicks)) {
                assertThat(answer.get()).hasStatus3xxRedirection();
                places.add(answer.get().getResponse().getRedirectedUrl());
            }
        }
        assertThat(places).containsOnly(places.getFirst());
        assertThat(videos()).isOne();
        assertThat(held()).isEqualTo(form.price());
    }

    @Test
    void whoGoesBackAndClicksAgainFindsTheSameVideo() {
        Form form = priced("asked once");
        String first = click(form).getResponse().getRedirectedUrl();
        assertThat(click(form).getResponse().getRedirectedUrl()).isEqualTo(first);
        assertThat(videos()).isOne();
    }

    @Test
    void whoGoesBackAndChangesTheWordsIsAskedAgainAndLosesNone() {
        Form form = priced("the first thought");
        click(form);
        MvcTestResult answer = click(form.saying("the second thought"));
        assertThat(answer).hasStatus(409).bodyText().contains("the second thought", "This form was already used");
        assertThat(videos()).isOne();
        Form renewed = Form.read(answer, "the second thought");
        assertThat(renewed.key()).isNotEqualTo(form.key());
        assertThat(click(renewed)).hasStatus3xxRedirection();
        assertThat(videos()).isEqualTo(2);
    }

    @Test
    void twoTabsAreTwoVideos() {
        Form one = priced("a tab");
        Form two = priced("a tab");
        assertThat(click(one).getResponse().getRedirectedUrl())
                .isNotEqualTo(click(two).getResponse().getRedirectedUrl());
        assertThat(videos()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1", "-9223372036854775808", "99999999999999999999", "cheap", ""})
    void aPriceThatWasNotOursIsNeverTaken(String agreed) {
        Form form = priced("for nothing");
        refused(click(form.agreeing(agreed)), "for nothing", "The price is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-model", "../../etc/passwd", "' or 1=1 --", ""})
    void anUnknownModelIsNeverReplacedByAnother(String model) {
        Form first = new Form(UUID.randomUUID().toString(), "", "", "an open model", 0);
        // The price of whichever model the form would show instead.
        String price = Form.read(update(first), "an open model").agreed();
        refused(click(first.of(model).agreeing(price)), "an open model", "Choose a");
    }

    @Test
    void anUploadOfSomebodyElseIsRefusedAtItsField() throws IOException {
        String theirs = upload(rich());
        MvcTestResult answer = pages.post()
                .uri("/create")
                .param("action", "generate")
                .param("mode", "image")
                .param("model", MODEL)
                .param("key", UUID.randomUUID().toString())
                .param("prompt", "it moves")
                .param("input-first-frame", theirs)
                .param("agreed", "100")
                .with(as(who))
                .with(csrf())
                .exchange();
        refused(answer, "it moves", "This upload is no longer there");
    }

    /** Each picture makes a video; that one of them has gone meanwhile is for the person to know. */
    @Test
    void aPictureThatIsGoneIsNotLeftOutOfABatch() throws IOException {
        String mine = upload(who);
        MvcTestResult answer = pages.post()
                .uri("/create")
                .param("action", "generate")
                .param("mode", "image")
                .param("model", MODEL)
                .param("key", UUID.randomUUID().toString())
                .param("prompt", "it moves on")
                .param("input-first-frame", mine, UUID.randomUUID().toString())
                .param("agreed", "100")
                .with(as(who))
                .with(csrf())
                .exchange();
        refused(answer, "it moves on", "This upload is no longer there");
    }

    @Test
    void aPromptOfAMegabyteIsRefusedInWordsAndKept() {
        String novel = "word ".repeat(200_000) + "and the end";
        Form form = priced("short").saying(novel);
        refused(click(form), "and the end", "The prompt has 1,000,011 characters");
        assertThat(pages.get().uri("/create").with(as(who))).hasStatusOk();
    }

    @Test
    void controlCharactersGoAndTheWordsStay() {
        Form form = priced("a b").saying("a\u0000\u0007\u001b[31m kite\u0085\r\nin the wind");
        assertThat(click(form)).hasStatus3xxRedirection();
        assertThat(jdbc.sql("select prompt from generation where owner = ?")
                        .param(who.value())
                        .query(String.class)
                        .single())
                .isEqualTo("a[31m kite\nin the wind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"setting-duration", "setting-resolution", "setting-ratio"})
    void aSettingThatIsNotOfferedIsRefusedAtItsField(String setting) {
        Form form = priced("set otherwise");
        MvcTestResult answer = pages.post()
                .uri("/create")
                .params(form.fields())
                .param("action", "generate")
                .param(setting, "999999")
                .with(as(who))
                .with(csrf())
                .exchange();
        refused(answer, "set otherwise", "field__error");
    }

    @Test
    void aComparisonOfSomebodyElseIsNotThere() {
        UUID comparison = UUID.randomUUID();
        assertThat(pages.get().uri("/generations/compare/" + comparison).with(as(who)))
                .hasStatus(404);
        assertThat(pages.post()
                        .uri("/generations/compare/" + comparison + "/winner")
                        .param("winner", UUID.randomUUID().toString())
                        .with(as(who))
                        .with(csrf()))
                .hasStatus(404);
    }

    @Test
    @Clause({"children.age", "training.disclosure"})
    void whoIsUnderEighteenDoesNotAgreeAloneWhereVideosAreOrdered() {
        AccountId kid = accounts.openAccount().id();
        consents.give(kid, Purpose.PARENTAL, "2026-11-26", Means.PARENT);
        String page = agreeing(kid);
        assertThat(page).contains("You are under 18").doesNotContain("name=\"agree\" value=\"luma\"");
        assertThat(consents.holding(kid)).doesNotContain(Purpose.provider("luma"));

        String stated = processors.find("luma").orElseThrow().stated().toString();
        consents.give(kid, Purpose.allowedByParent("luma"), stated, Means.PARENT);
        agreeing(kid);
        assertThat(consents.holding(kid)).contains(Purpose.provider("luma"));
    }

    private String agreeing(AccountId person) {
        return body(pages.post()
                .uri("/create")
                .param("mode", "text")
                .param("model", MODEL)
                .param("agree", "luma")
                .with(as(person))
                .with(csrf())
                .exchange());
    }

    @Test
    void aModelThatCannotTakeASettingIsShownAndPricedWithAnother() {
        String other = body(pages.post()
                .uri("/create")
                .param("mode", "text")
                .param("model", "veo-3-1-fast")
                .param("setting-duration", "5")
                .param("prompt", "a boat")
                .with(as(who))
                .with(csrf())
                .exchange());
        assertThat(other).containsPattern("id=\"setting-duration-8\" value=\"8\" checked");
    }

    @Test
    void whatWasTypedBeforeComesBackWithoutStandingInAnAddress() {
        Form form = priced("a heron over the reeds");
        String id = click(form).getResponse().getRedirectedUrl().replace("/generations/", "");
        assertThat(pages.get().uri("/create").with(as(who))).bodyText().contains("/create?again=" + id);
        assertThat(pages.get().uri("/create?again=" + id).with(as(who)))
                .bodyText()
                .containsPattern("<textarea[^>]*>a heron over the reeds</textarea>");
        assertThat(pages.get().uri("/create?again=" + id).with(as(rich())))
                .bodyText()
                .doesNotContain("a heron over the reeds");
    }

    @Test
    void moreThanTenPicturesAreTooMuchForOneClickAndNoneIsLeftOut() throws IOException {
        String[] many = new String[11];
        for (int i = 0; i < many.length; i++) {
            many[i] = upload(who);
        }
        MvcTestResult answer = pages.post()
                .uri("/create")
                .param("action", "generate")
                .param("mode", "image")
                .param("model", MODEL)
                .param("key", UUID.randomUUID().toString())
                .param("prompt", "they move")
                .param("input-first-frame", many)
                .with(as(who))
                .with(csrf())
                .exchange();
        refused(answer, "they move", "This would make 11 videos");
    }

    private static String body(MvcTestResult page) {
        return new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    // The form as a browser would hold it

    private record Form(String key, String model, String agreed, String prompt, long price) {

        static Form read(MvcTestResult page, String prompt) {
            String body =
                    new String(page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
            String agreed = value(body, "agreed");
            return new Form(value(body, "key"), MODEL, agreed, prompt, Long.parseLong(agreed));
        }

        private static String value(String body, String name) {
            Matcher found =
                    Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(body);
            assertThat(found.find()).as("a field " + name).isTrue();
            return found.group(1);
        }

        Form saying(String other) {
            return new Form(key, model, agreed, other, price);
        }

        Form agreeing(String other) {
            return new Form(key, model, other, prompt, price);
        }

        Form of(String other) {
            return new Form(key, other, agreed, prompt, price);
        }

        org.springframework.util.MultiValueMap<String, String> fields() {
            var fields = new org.springframework.util.LinkedMultiValueMap<String, String>();
            fields.add("key", key);
            fields.add("mode", "text");
            fields.add("model", model);
            fields.add("prompt", prompt);
            fields.add("agreed", agreed);
            return fields;
        }
    }

    private Form priced(String prompt) {
        return Form.read(update(new Form(UUID.randomUUID().toString(), MODEL, "", prompt, 0)), prompt);
    }

    private MvcTestResult update(Form form) {
        return pages.post()
                .uri("/create")
                .params(form.fields())
                .with(as(who))
                .with(csrf())
                .exchange();
    }

    private MvcTestResult click(Form form) {
        return pages.post()
                .uri("/create")
                .params(form.fields())
                .param("action", "generate")
                .with(as(who))
                .with(csrf())
                .exchange();
    }

    /** In words, with what was typed, and nothing charged. */
    private void refused(MvcTestResult answer, String typed, String words) {
        assertThat(answer).hasStatus(422).bodyText().contains(typed, words).doesNotContain("??");
        assertThat(videos()).isZero();
        assertThat(held()).isZero();
    }

    private String upload(AccountId owner) throws IOException {
        var receipt = uploads.receive(owner, "a.jpg", new ByteArrayInputStream(TestMedia.jpeg(800, 600)));
        return ((Uploads.Receipt.Received) receipt).upload().id().toString();
    }

    private AccountId rich() {
        AccountId id = accounts.openAccount().id();
        CreditsFixtures.in(ledger, transaction).account(id).withCredits(10_000);
        consents.give(
                id,
                Purpose.provider("luma"),
                processors.find("luma").orElseThrow().stated().toString(),
                Means.CONSENTS_PAGE);
        return id;
    }

    private long videos() {
        return jdbc.sql("select count(*) from generation where owner = ?")
                .param(who.value())
                .query(Long.class)
                .single();
    }

    private long held() {
        return transaction.execute(status -> ledger.balanceOf(who).held().amount());
    }
}
