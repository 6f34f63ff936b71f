package com.allvideomodels.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.provider.RingCheck.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A ring is only a reason to look, and tells whoever rings nothing. */
class DoorbellsTests {

    private static final String TOKEN = "b7Qm0e2tT4yZxW9aK1sD";

    private final List<Object> heard = new ArrayList<>();
    private final List<Boolean> inTransaction = new ArrayList<>();
    private Verdict verdict = Verdict.GENUINE;

    private final Doorbells doorbells =
            new Doorbells(this::hear, new TransactionTemplate(new Nothing()), List.of(new Check()));
    private final MockMvcTester pages =
            MockMvcTester.create(MockMvcBuilders.standaloneSetup(doorbells).build());

    private void hear(Object event) {
        heard.add(event);
        inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
    }

    private int ring(String address, String body) {
        return pages.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange()
                .getResponse()
                .getStatus();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pika", "volcengine", "luma", "luma-dream-machine", "evolink"})
    void whoeverRingsIsHeard(String api) {
        assertThat(ring("/hooks/" + api + "/" + TOKEN, "{\"status\":\"whatever\"}"))
                .isEqualTo(200);
        assertThat(heard)
                .containsExactly(
                        new RenderReported(ProviderApi.valueOf(api.toUpperCase().replace('-', '_')), TOKEN));
    }

    /** Listeners that wait for a commit would otherwise never hear it. */
    @Test
    void aRingIsToldInATransaction() {
        ring("/hooks/luma/" + TOKEN, "{}");
        assertThat(inTransaction).containsExactly(true);
    }

    @Test
    void theBodyDoesNotMatter() {
        for (var body : List.of("", "null", "not json", "[]", "\u0000")) {
            assertThat(ring("/hooks/evolink/" + TOKEN, body)).isEqualTo(200);
        }
        assertThat(heard).hasSize(5);
    }

    @Test
    void anEndlessBodyIsNotRead() {
        assertThat(ring("/hooks/luma/" + TOKEN, "x".repeat((1 << 20) + 1))).isEqualTo(413);
        assertThat(heard).isEmpty();
    }

    @Test
    void runwayHasNoDoorbell() {
        assertThat(ring("/hooks/runway/" + TOKEN, "{}")).isEqualTo(404);
        assertThat(ring("/hooks/nobody/" + TOKEN, "{}")).isEqualTo(404);
        assertThat(ring("/hooks/LUMA/" + TOKEN, "{}")).isEqualTo(404);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatCannotBeATokenIsNoAddress() {
        for (var token : List.of("short", "x".repeat(129), "has.a.dot-and-more")) {
            assertThat(ring("/hooks/luma/" + token, "{}")).as(token).isEqualTo(404);
        }
    }

    @Test
    void forgedRingsAreRefused() {
        verdict = Verdict.FORGED;
        assertThat(ring("/hooks/pika/" + TOKEN, "{}")).isEqualTo(401);
        assertThat(heard).isEmpty();
    }

    @Test
    void whatCannotBeCheckedIsToRingAgain() {
        verdict = Verdict.UNDECIDED;
        assertThat(ring("/hooks/pika/" + TOKEN, "{}")).isEqualTo(503);
        assertThat(heard).isEmpty();
    }

    @Test
    void machinesMayRingWithoutASignIn() {
        assertThat(doorbells.forMachines())
                .containsExactly(
                        "/hooks/pika/*",
                        "/hooks/volcengine/*",
                        "/hooks/luma/*",
                        "/hooks/luma-dream-machine/*",
                        "/hooks/evolink/*");
    }

    private final class Check implements RingCheck {
        @Override
        public ProviderApi api() {
            return ProviderApi.PIKA;
        }

        @Override
        public Verdict check(Function<String, @Nullable String> headers, byte[] body) {
            return verdict;
        }
    }

    /** Transactions of nothing. */
    private static final class Nothing extends AbstractPlatformTransactionManager {
        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            // nothing to begin
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            // nothing to commit
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            // nothing to roll back
        }
    }
}
