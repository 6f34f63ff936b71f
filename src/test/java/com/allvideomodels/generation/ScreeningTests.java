package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.Generations.Requested.Accepted;
import com.allvideomodels.generation.Generations.Requested.Blocked;
import com.allvideomodels.generation.Generations.Requested.Refused;
import com.allvideomodels.generation.Generations.Requested.Repriced;
import com.allvideomodels.generation.Generations.Requested.Short;
import com.allvideomodels.generation.Generations.Requested.Unscreened;
import com.allvideomodels.generation.PretendWorld.PretendCatalogue;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.moderation.Moderation.Verdict;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.Parameter;
import com.allvideomodels.provider.Settings;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.ModelAndView;

/** No words reach a provider that were not cleared, whichever way they go, and none are asked about that would not go. */
@ProductTest
class ScreeningTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    Catalogue catalogue;

    private Studio studio;
    private AccountId who;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        studio.moderation.on = true;
        who = studio.personWith(100);
    }

    @Test
    void whatIsClearedIsMadeAndRemembersByWhichAnswer() {
        GenerationId id = studio.ask(who);
        assertThat(studio.row(id).moderation()).contains("modr_1");
        studio.node().dispatcher.submitDue();
        assertThat(studio.provider.createsOf(id)).isOne();
    }

    @Test
    @Clause("share.creem")
    void oneTextIsShownOnceHoweverManyModelsAreToMakeSomethingOfIt() {
        List<Order> orders = List.of(
                studio.order("the same words"),
                studio.order(PretendCatalogue.OTHER, "the same words ", 25),
                studio.order("other words"));
        assertThat(studio.desk.request(who, orders)).isInstanceOf(Accepted.class);
        assertThat(studio.moderation.asked).containsExactly("the same words", "other words");
        studio.desk.request(who, orders);
        assertThat(studio.moderation.asked).as("the same click again").hasSize(2);
    }

    @Test
    void whatIsBlockedCostsNothingAndLeavesNothing() {
        studio.moderation.verdicts.put("bad words", new Verdict.Blocked("modr_no"));
        assertThat(studio.desk.request(who, List.of(studio.order("fine words"), studio.order("bad words"))))
                .isEqualTo(new Blocked());
        assertNothing();
    }

    @Test
    void aRefusalIsSaidBesideThePromptWithWhatWasTypedAndNothingOfItIsKept() {
        var desk = context.getBean(CreateDesk.class);
        var page = new CreatePage(desk, context.getBean(PastOrders.class), new Refusing(), context);
        var session = new MockHttpSession();
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("prompt", "bad words");
        fields.add("model", "luma-ray-2");

        ModelAndView answer = page.generate(who, fields, session, Locale.ENGLISH);

        var view = (CreateView) answer.getModel().get("view");
        assertThat(view.errorsOf("prompt")).singleElement().asString().contains("nothing was charged");
        assertThat(view.form().prompt()).isEqualTo("bad words");
        assertThat(session.getAttribute(CreatePage.DRAFT)).isNull();
    }

    /** As where moderation says no. */
    private static final class Refusing implements Generations {

        @Override
        public Requested request(AccountId who, List<Order> orders) {
            return new Blocked();
        }

        @Override
        public void cancel(AccountId who, GenerationId id) {}
    }

    @Test
    void whereNobodyCanSayNothingIsMade() {
        studio.moderation.verdicts.put("some words", new Verdict.Unavailable());
        assertThat(studio.desk.request(who, List.of(studio.order("some words"))))
                .isEqualTo(new Unscreened());
        assertNothing();
    }

    private void assertNothing() {
        assertThat(studio.held(who)).isZero();
        assertThat(studio.available(who)).isEqualTo(100);
        assertThat(studio.jdbc
                        .sql("select count(*) from generation where owner = :who")
                        .param("who", who.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @Clause("share.creem")
    void ofWhatWouldBeRefusedAnyhowNobodyOutsideLearns() {
        assertThat(studio.desk.request(who, List.of(studio.order("refuse me")))).isInstanceOf(Refused.class);
        assertThat(studio.desk.request(who, List.of(studio.order(PretendCatalogue.FAST, "words", 9))))
                .isInstanceOf(Repriced.class);
        assertThat(studio.desk.request(studio.personWith(9), List.of(studio.order(PretendCatalogue.FAST, "words", 10))))
                .isInstanceOf(Short.class);
        assertThat(studio.moderation.asked).isEmpty();
    }

    @Test
    void nothingUnscreenedIsSentHoweverItCameIntoTheLine() {
        studio.moderation.on = false;
        GenerationId id = studio.ask(who);
        assertThat(studio.row(id).moderation()).isEmpty();
        studio.moderation.on = true;

        studio.node().dispatcher.submitDue();

        assertThat(studio.provider.createsOf(id)).isZero();
        assertThat(studio.row(id).failure()).contains(FailureReason.NOT_SCREENED);
        assertThat(studio.available(who)).isEqualTo(100);
        assertThat(studio.held(who)).isZero();
    }

    @Test
    void whereNothingIsScreenedNothingIsAskedFor() {
        studio.moderation.on = false;
        GenerationId id = studio.ask(who);
        studio.node().dispatcher.submitDue();
        assertThat(studio.provider.createsOf(id)).isOne();
        assertThat(studio.moderation.asked).isEmpty();
    }

    /** Whatever a model takes words for is among what is screened, and what is no words of the person's is not. */
    @Test
    void everyFieldForWordsOfEveryModelIsScreened() {
        int fields = 0;
        for (Model model : catalogue.models()) {
            for (var rules : model.modes()) {
                Settings typed = Settings.NONE;
                for (Parameter parameter : rules.parameters()) {
                    typed = typed.with(parameter.key(), "words for " + parameter.key());
                }
                String screened = Words.of(model, rules.mode(), " a prompt ", typed);
                assertThat(screened).startsWith("a prompt");
                for (Parameter parameter : rules.parameters()) {
                    boolean isWords = parameter instanceof Parameter.Words;
                    fields += isWords ? 1 : 0;
                    assertThat(screened.contains("words for " + parameter.key()))
                            .isEqualTo(isWords);
                }
            }
        }
        assertThat(fields).isPositive();
        assertThat(Words.of(catalogue.models().getFirst(), Mode.TEXT, " ", Settings.NONE))
                .isBlank();
    }
}
