package com.allvideomodels.privacy;

import static com.allvideomodels.kernel.StaffRole.PRIVACY_OFFICER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestPeople;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@ProductTest
@Clause("share.transfer")
class AnnouncementTests {

    private static final int MANY = 450;

    @Autowired
    MockMvcTester pages;

    @Autowired
    TestAccounts people;

    @Autowired
    Announcements announcements;

    @Autowired
    List<AccountCriterion> criteria;

    @Autowired
    Operator operator;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private AccountId me;

    @BeforeEach
    void open() {
        me = people.openAccount().id();
    }

    @AfterEach
    void leaveNothing() {
        clock.reset();
        sql.sql("delete from announcement where announced_by = :me")
                .param("me", me.value())
                .update();
    }

    /** Everyone there is, in place of the accounts of other tests; in the order of the database. */
    private static final class Everyone implements AccountCriterion {

        private final List<AccountId> all = Stream.generate(UUID::randomUUID)
                .limit(MANY)
                .sorted(java.util.Comparator.comparing(UUID::toString))
                .map(AccountId::new)
                .toList();

        @Override
        public String key() {
            return ALL;
        }

        @Override
        public List<AccountId> find(Instant from, Instant to, String choice, @Nullable AccountId after, int most) {
            return all.stream()
                    .filter(one -> after == null || one.toString().compareTo(after.toString()) > 0)
                    .limit(most)
                    .toList();
        }
    }

    /** A letter is a row of the transaction, so what was written in one that failed was not. */
    private static final class Breaking implements Mailer {

        private final List<AccountId> written = new ArrayList<>();
        private final List<Letter> letters = new ArrayList<>();
        private int before;

        @Override
        public void write(AccountId to, Letter letter) {
            if (before-- == 0) {
                throw new IllegalStateException("the node was killed");
            }
            written.add(to);
            letters.add(letter);
        }

        @Override
        public void write(EmailAddress to, Locale language, Letter letter) {
            throw new AssertionError("everyone has an account");
        }
    }

    @Test
    void everyoneIsWrittenToOnceHoweverOftenItIsInterrupted() {
        announce("The service changes hands");
        var everyone = new Everyone();
        var mailer = new Breaking();
        var mailing = new AnnouncementMailing(announcements, List.of(everyone), mailer, operator, transaction);
        for (int batch = 0; batch < 2; batch++) {
            int kept = mailer.written.size();
            mailer.before = 230;
            assertThatThrownBy(mailing::goOn).hasMessage("the node was killed");
            // The first batch of 200 was committed, the letters of the second went with it.
            mailer.written.subList(kept + 200, mailer.written.size()).clear();
        }
        mailer.before = Integer.MAX_VALUE;
        mailing.goOn();
        mailing.goOn();
        assertThat(mailer.written).containsExactlyElementsOf(everyone.all);
        assertThat(mailer.letters.getFirst().values())
                .containsEntry("title.en", "The service changes hands")
                .containsEntry("title.zh-CN", "标题");
        assertThat(announcements.newest().getFirst().letters()).isEqualTo(MANY);
    }

    @Test
    void everyoneIsWhoHasAConfirmedAccountByThen() {
        AccountId unconfirmed = people.openUnconfirmedAccount().id();
        AccountCriterion everyone = criteria.stream()
                .filter(one -> one.key().equals(AccountCriterion.ALL))
                .findFirst()
                .orElseThrow();
        assertThat(everyone.find(Instant.EPOCH, clock.instant(), "", null, Integer.MAX_VALUE))
                .contains(me)
                .doesNotContain(unconfirmed)
                .doesNotHaveDuplicates();
        assertThat(everyone.find(Instant.EPOCH, clock.instant(), "", me, Integer.MAX_VALUE))
                .doesNotContain(me);
        assertThat(everyone.find(Instant.EPOCH, clock.instant().minus(Duration.ofDays(1)), "", null, Integer.MAX_VALUE))
                .doesNotContain(me);
    }

    @Test
    void itStandsOnEveryPageUntilItEndsAndSaysWhatOneCanChoose() {
        announce("We move");
        assertThat(page(me)).bodyText().contains("We move");
        UUID id = announcements.newest().getFirst().id();
        assertThat(pages.get().uri("/announcements/" + id).header("Accept-Language", "zh-CN"))
                .hasStatusOk()
                .bodyText()
                .contains("标题", "第二段", "删除账户");
        clock.advance(Duration.ofDays(3));
        assertThat(page(me)).bodyText().doesNotContain("We move");
        assertThat(pages.get().uri("/announcements/" + UUID.randomUUID())).hasStatus(404);
    }

    @Test
    void staffTakeABannerDown() {
        announce("Taken down");
        UUID id = announcements.newest().getFirst().id();
        announcements.end(id, me);
        announcements.end(id, me);
        assertThat(page(me)).bodyText().doesNotContain("Taken down");
    }

    @Test
    void whatIsWrongIsSaidNextToItsFieldAndNothingTypedIsLost() {
        assertThat(send("", "Half of it", "", "2001-01-01"))
                .hasStatusOk()
                .bodyText()
                .contains("kind-error", "titleEn-error", "textZh-error", "until-error")
                .contains(">Half of it</textarea>");
    }

    private void announce(String title) {
        assertThat(send(
                        title,
                        "First.\r\n\r\nSecond.",
                        "第一段。\n\n第二段。",
                        today().plusDays(1).toString()))
                .hasStatus3xxRedirection();
    }

    private MvcTestResult send(String titleEn, String textEn, String textZh, String until) {
        return pages.post()
                .uri("/admin/announcements")
                .param("kind", titleEn.isEmpty() ? "NEWS" : "TRANSFER")
                .param("titleEn", titleEn)
                .param("titleZh", "标题")
                .param("textEn", textEn)
                .param("textZh", textZh)
                .param("until", until)
                .with(csrf())
                .with(TestPeople.asStaff(me, PRIVACY_OFFICER))
                .exchange();
    }

    private MvcTestResult page(AccountId who) {
        return pages.get().uri("/privacy").with(TestPeople.as(who)).exchange();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
