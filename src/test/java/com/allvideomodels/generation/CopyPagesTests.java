package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.kernel.StaffRole;
import com.allvideomodels.provider.CopyDeletion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class CopyPagesTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    MockMvcTester pages;

    @Autowired
    ProviderCopies copies;

    @Autowired
    TestAccounts people;

    @Autowired
    TestClock clock;

    private Studio studio;
    private Studio.Node node;

    @BeforeEach
    void open() {
        studio = new Studio(context).cleared();
        node = studio.node();
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause("retain.provider-copies")
    void aDebtNamesTheVideoAndWhatItWasMadeFrom() {
        AccountId who = studio.personWith(100);
        studio.provider.shows = PretendProvider.ready();
        GenerationId id = studio.ask(who, studio.orderWithPicture(who));
        node.finish();
        Generation made = studio.row(id);
        assertThat(studio.jdbc
                        .sql("select unnest(items) from provider_copy where generation = :id")
                        .param("id", id.value())
                        .query(UUID.class)
                        .list())
                .containsExactly(
                        studio.jdbc
                                .sql("select upload_id from generation_input where generation_id = :id")
                                .param("id", id.value())
                                .query(UUID.class)
                                .single(),
                        made.output().orElseThrow().value());
    }

    @Test
    @Clause("retain.provider-copies")
    void aRefusedCopyIsOpenUntilTheProviderSaysItIsDeleted() throws Exception {
        String task = refused();
        long before = copies.overdue(clock.instant());
        clock.advance(Duration.ofDays(8));
        assertThat(copies.overdue(clock.instant())).isGreaterThan(before);
        AccountId officer = people.openAccount().id();
        assertThat(page(officer)).contains(task, "refused", "HTTP 409", "past its time");

        ProviderCopies.Copy copy = copies.open(true, Optional.empty(), 10_000).stream()
                .filter(one -> one.task().id().equals(task))
                .findFirst()
                .orElseThrow();
        assertThat(pages.post()
                        .uri("/admin/provider-copies/{id}/request", copy.id())
                        .with(csrf())
                        .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                .hasStatus(302);
        studio.provider.deletion = new CopyDeletion.Deleted(204);
        node.copies.askDue();

        assertThat(page(officer)).doesNotContain(task);
        assertThat(copies.last(copy.id()).orElseThrow())
                .extracting(ProviderCopies.Evidence::answer, ProviderCopies.Evidence::status)
                .containsExactly("DELETED", 204);
    }

    @Test
    void openCopiesAreSortedByTheirDeadlineAndPagedByPlaces() {
        refused();
        clock.advance(Duration.ofHours(1));
        refused();
        List<ProviderCopies.Copy> all = copies.open(true, Optional.empty(), 10_000);
        assertThat(all).isSortedAccordingTo(Comparator.comparing(ProviderCopies.Copy::deadline));
        assertThat(copies.open(false, Optional.empty(), 10_000)).isEqualTo(all.reversed());
        var first = all.getFirst();
        var place = Optional.of(new Keyset(first.deadline(), first.id()));
        assertThat(copies.open(true, place, 10_000)).isEqualTo(all.subList(1, all.size()));
        assertThat(copies.open(false, place, 10_000)).isEmpty();
        AccountId officer = people.openAccount().id();
        for (String sort : List.of("oldest", "newest")) {
            assertThat(pages.get()
                            .uri("/admin/provider-copies?sort={sort}&after=nonsense", sort)
                            .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER)))
                    .hasStatusOk()
                    .bodyText()
                    .contains(
                            "aria-sort=\"" + (sort.equals("oldest") ? "ascending" : "descending"),
                            "sort=" + (sort.equals("oldest") ? "newest" : "oldest"));
        }
    }

    @Test
    @Clause("retain.provider-copies")
    void withoutEvidenceNoCallCountsAsADeletion() throws Exception {
        String task = refused();
        ProviderCopies.Copy copy = copies.open(true, Optional.empty(), 10_000).stream()
                .filter(one -> one.task().id().equals(task))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> copies.called(copy.id(), ProviderCopies.Call.DELETE, "DELETED", null, clock.instant()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    @Clause("retain.provider-copies")
    void aTaskThatIsAcceptedAfterItsGenerationWasErasedIsStoppedAndItsCopyAskedFor() {
        AccountId who = studio.personWith(100);
        GenerationId id = studio.ask(who);
        studio.provider.answersNextAfter(() -> erase(id));
        node.dispatcher.submitDue();

        assertThat(studio.rows.findById(id.value())).isEmpty();
        node.copies.askDue();
        assertThat(studio.provider.cancelsOf(id)).isOne();
        assertThat(studio.provider.deletions)
                .containsKey(studio.provider.tasks.get(id.value()).id());
    }

    @Test
    void whatComesHomeAfterItsGenerationWasErasedIsDestroyedCalmly() {
        AccountId who = studio.personWith(100);
        GenerationId id = studio.ask(who);
        node.dispatcher.submitDue();
        studio.provider.shows = PretendProvider.ready();
        node.look();
        studio.inspector.meanwhile = () -> erase(id);
        node.collector.collectDue();
        assertThat(studio.rows.findById(id.value())).isEmpty();
        assertThat(studio.vault.videosOf(who)).isZero();
        assertThat(studio.held(who)).isZero();
    }

    private void erase(GenerationId id) {
        studio.transaction.executeWithoutResult(status -> {
            studio.lifecycle.locked(id.value(), studio.lifecycle::abandon);
            studio.rows.flush();
            copies.forgetWhose(new java.util.UUID[] {id.value()});
            studio.jdbc
                    .sql("delete from generation where id = :id")
                    .param("id", id.value())
                    .update();
        });
    }

    private String refused() {
        AccountId who = studio.personWith(100);
        GenerationId id = studio.ask(who);
        studio.provider.shows = PretendProvider.ready();
        studio.provider.deletion = new CopyDeletion.Refused(409);
        node.finish();
        node.copies.askDue();
        return studio.provider.tasks.get(id.value()).id();
    }

    private String page(AccountId officer) throws Exception {
        return pages.get()
                .uri("/admin/provider-copies")
                .with(TestPeople.asStaff(officer, StaffRole.PRIVACY_OFFICER))
                .exchange()
                .getMvcResult()
                .getResponse()
                .getContentAsString();
    }
}
