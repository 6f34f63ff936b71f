package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.request.Queue.Filter;
import com.allvideomodels.request.Queue.Line;
import com.allvideomodels.request.Queue.Shelf;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands on each shelf of the queue, in which order, and that paging loses nobody. */
@ProductTest
@Clause({"contact.response-times", "gdpr.deadline", "ccpa.deadline"})
class QueueTests {

    @Autowired
    Queue queue;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId whose = AccountId.fresh();

    @AfterEach
    void empty() {
        sql.sql("delete from privacy_request where account_id = :whose")
                .param("whose", whose.value())
                .update();
    }

    @Test
    void everyShelfHasWhatBelongsThereAndNothingElse() {
        UUID unconfirmed = open("self", false, false, 3);
        UUID confirmed = open("self", true, false, 3);
        UUID overdue = open("self", true, false, -1);
        UUID agents = open("agent", false, false, 3);
        UUID looked = open("parent", true, true, 3);
        UUID closed = closed(clock.instant());

        Map<Shelf, Set<UUID>> expected = Map.of(
                Shelf.OPEN, Set.of(unconfirmed, confirmed, overdue, agents, looked),
                Shelf.OVERDUE, Set.of(overdue),
                Shelf.UNCONFIRMED, Set.of(unconfirmed, agents),
                Shelf.MANDATE, Set.of(agents),
                Shelf.CLOSED, Set.of(closed));
        Set<UUID> mine = Set.of(unconfirmed, confirmed, overdue, agents, looked, closed);
        for (Shelf shelf : Shelf.values()) {
            Set<UUID> there = new HashSet<>(mine);
            there.retainAll(ids(walk(all(shelf))));
            assertThat(there).as(shelf.key()).isEqualTo(expected.get(shelf));
            assertThat(Shelf.of(shelf.key())).isEqualTo(shelf);
        }
        assertThat(Shelf.of("none of them")).isEqualTo(Shelf.OPEN);
    }

    /** Many end, or are due, at the same instant: the place in the list is more than a time. */
    @ParameterizedTest
    @EnumSource(names = {"OPEN", "CLOSED"})
    void pagesLoseNobodyThoughManyAreOfOneInstant(Shelf shelf) {
        Instant now = clock.instant().plus(Duration.ofDays(3000)).truncatedTo(ChronoUnit.MILLIS);
        Set<UUID> mine = IntStream.range(0, 2 * Queue.PAGE + 3)
                .mapToObj(n -> {
                    Duration apart = Duration.ofHours(n / (Queue.PAGE + 1));
                    return shelf.isClosed() ? closed(now.plus(apart)) : open("self", true, false, 3000, apart);
                })
                .collect(Collectors.toSet());

        List<Line> lines = walk(all(shelf)).stream()
                .filter(line -> mine.contains(line.id()))
                .toList();
        Comparator<OffsetDateTime> byTime = shelf.isClosed() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        assertThat(lines).doesNotHaveDuplicates().hasSameSizeAs(mine);
        assertThat(lines).extracting(Line::sortedBy).isSortedAccordingTo(byTime);
        assertThat(queue.page(all(shelf), Optional.empty(), clock.instant())).hasSizeLessThanOrEqualTo(Queue.PAGE + 1);
    }

    @Test
    void filtersLeaveOutWhatIsOfAnotherLawOrRight() {
        UUID access = open("self", true, false, 3);
        UUID appeal = open("self", true, false, 3);
        sql.sql("update privacy_request set asked = 'appeal', regime = 'ccpa' where id = :id")
                .param("id", appeal)
                .update();
        assertThat(mine(Optional.of(Regime.CCPA), Optional.empty())).containsExactly(appeal);
        assertThat(mine(Optional.empty(), Optional.of(Right.ACCESS))).containsExactly(access);
        assertThat(mine(Optional.of(Regime.CCPA), Optional.of(Right.ACCESS))).isEmpty();
    }

    @Test
    void whoAsksForTheThirdTimeIsMarkedInTheList() {
        UUID second = open("self", true, false, 3);
        UUID third = open("self", true, false, 3);
        sql.sql(
                        "update privacy_request set nth_to_know = case when id = :third then 3 else 2 end where account_id = :whose")
                .param("third", third)
                .param("whose", whose.value())
                .update();
        assertThat(walk(all(Shelf.OPEN)))
                .filteredOn(line -> Set.of(second, third).contains(line.id()))
                .allSatisfy(
                        line -> assertThat(line.flagged()).isEqualTo(line.id().equals(third)));
    }

    @Test
    void whatIsOpenAndWhatShouldBeAnsweredByADayIsCounted() {
        Instant inFour = clock.instant().plus(Duration.ofDays(4));
        long open = queue.open();
        long due = queue.dueBy(inFour);
        open("self", true, false, 3);
        open("self", true, false, 5);
        closed(clock.instant());
        assertThat(queue.open()).isEqualTo(open + 2);
        assertThat(queue.dueBy(inFour)).isEqualTo(due + 1);
    }

    private List<UUID> mine(Optional<Regime> regime, Optional<Right> right) {
        Set<UUID> mine = Set.copyOf(sql.sql("select id from privacy_request where account_id = :whose")
                .param("whose", whose.value())
                .query(UUID.class)
                .list());
        return walk(new Filter(Shelf.OPEN, regime, right)).stream()
                .map(Line::id)
                .filter(mine::contains)
                .toList();
    }

    private static Filter all(Shelf shelf) {
        return new Filter(shelf, Optional.empty(), Optional.empty());
    }

    private static Set<UUID> ids(List<Line> lines) {
        return lines.stream().map(Line::id).collect(Collectors.toSet());
    }

    /** Page by page to the end, as whoever reads on. */
    private List<Line> walk(Filter filter) {
        List<Line> all = new ArrayList<>();
        Optional<Keyset> place = Optional.empty();
        List<Line> page;
        do {
            page = queue.page(filter, place, clock.instant());
            all.addAll(page.subList(0, Math.min(page.size(), Queue.PAGE)));
            place = all.isEmpty() ? place : Keyset.parse(Queue.place(all.getLast()));
        } while (page.size() > Queue.PAGE);
        return all;
    }

    private UUID open(String requester, boolean shown, boolean checked, int days) {
        return open(requester, shown, checked, days, Duration.ZERO);
    }

    private UUID open(String requester, boolean shown, boolean checked, int days, Duration more) {
        Instant due = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(days))
                .plus(more);
        return row(requester, shown, checked, due, null);
    }

    private UUID closed(Instant at) {
        return row("self", false, false, clock.instant(), at);
    }

    private UUID row(
            String requester,
            boolean shown,
            boolean checked,
            Instant due,
            @org.jspecify.annotations.Nullable Instant end) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id, language, due_at,
                  identity_shown, mandate_checked, status, denial, closed_at)
                values (:id, cast(:id as text), :now, 'form', 'access', 'other', :requester, :whose, 'en', :due, :shown, :checked,
                  case when cast(:end as timestamptz) is null then 'open' else 'denied' end,
                  case when cast(:end as timestamptz) is not null then 'other' end, :end)
                """)
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("requester", requester)
                .param("whose", whose.value())
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("shown", shown)
                .param("checked", checked)
                .param("end", end == null ? null : end.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }
}
