package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.AccountClosed;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.ProcessingRestricted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ProductTest
class ClosedAccountsTests {

    @Autowired
    ApplicationContext context;

    private Studio studio;
    private Studio.Node node;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
    }

    @AfterEach
    void resetClock() {
        studio.clock.reset();
    }

    @Test
    @Clause("right.deletion")
    void whatIsBeingMadeForSomebodyWhoClosesTheirAccountIsStopped() {
        AccountId who = studio.personWith(100);
        GenerationId running = studio.ask(who);
        node.dispatcher.submitDue();
        GenerationId waiting = studio.ask(who);

        new ClosedAccounts(studio.lifecycle, studio.jdbc).on(new AccountClosed(who));
        node.look();

        assertThat(studio.stateOf(waiting)).isEqualTo(State.CANCELLED);
        assertThat(studio.stateOf(running)).isEqualTo(State.CANCELLED);
        assertThat(studio.provider.cancelsOf(running)).isOne();
        assertThat(studio.held(who)).isZero();
    }

    @Test
    @Clause({"right.restriction", "gdpr.restriction"})
    void soIsWhatIsBeingMadeForSomebodyWhoRestrictsProcessing() {
        AccountId who = studio.personWith(100);
        GenerationId running = studio.ask(who);
        node.dispatcher.submitDue();
        GenerationId waiting = studio.ask(who);
        studio.restricted.add(who);
        node.dispatcher.submitDue();
        assertThat(studio.provider.createsOf(waiting)).isZero();
        assertThat(studio.stateOf(waiting)).isEqualTo(State.CANCELLED);

        new ClosedAccounts(studio.lifecycle, studio.jdbc).on(new ProcessingRestricted(who));
        node.look();

        assertThat(studio.stateOf(running)).isEqualTo(State.CANCELLED);
        assertThat(studio.held(who)).isZero();
    }
}
