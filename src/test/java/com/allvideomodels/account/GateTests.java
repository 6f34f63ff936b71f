package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.kernel.StaffRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is asked before anybody signed in gets anything: whether they still are, and whether they have agreed. Nothing is asked twice. */
@ProductTest
class GateTests {

    private static final String PAGE = "/generations";
    private static final Pattern STATEMENT = Pattern.compile("(?s)SQL statement \\[(.*)]");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    StaffGrants grants;

    @Autowired
    Suspensions suspensions;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CsrfAsShipped csrf;

    private final Logger log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            Matcher statement = STATEMENT.matcher(event.getFormattedMessage());
            if (statement.find()) {
                statements.add(statement.group(1));
            }
        }
    };

    private TestAccount ana;
    private Browser browser;

    @BeforeEach
    void listen() {
        csrf.restore();
        ana = people.openAccount();
        browser = new Browser(port).signIn(ana);
        browser.open(PAGE);
        appender.start();
        log.addAppender(appender);
        log.setLevel(Level.DEBUG);
        // What is counted is not for the console.
        log.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        log.detachAppender(appender);
        log.setLevel(null);
        log.setAdditive(true);
    }

    @Test
    void oneStatementSaysWhetherItIsASessionAndOneWhetherItsPersonHasAgreed() {
        browser.open(PAGE);
        assertThat(of("sessions_from")).as("closed, suspended, ended").hasSize(1);
        assertThat(of("with needed as")).as("agreed to the policy").hasSize(1);
        assertThat(of("from restriction")).as("no page waits for a restriction").isEmpty();
    }

    @Test
    void aPartOfAPageIsAskedNoMore() {
        browser.look(PAGE, "HX-Request", "true");
        assertThat(of("sessions_from")).hasSize(1);
        assertThat(of("with needed as")).hasSize(1);
        assertThat(of("staff_grant")).as("roles of staff").isEmpty();
    }

    @Test
    void bothFindTheirRowsByAnIndex() {
        browser.open(PAGE);
        String me = "'" + ana.id() + "'::uuid";
        assertThat(plan(of("sessions_from").getFirst(), "false", "now()", me))
                .contains("account_pkey")
                .doesNotContain("Seq Scan on account");
        assertThat(plan(of("with needed as").getFirst(), "current_date", me))
                .contains("consent_event_of_account")
                .doesNotContain("Seq Scan on consent_event");
    }

    /** Nothing of it is remembered: what changes holds from the next request on, on every node. */
    @Test
    @Clause("security.rbac")
    void whatChangesHoldsFromTheNextRequestOn() {
        assertThat(browser.open(PAGE).path()).isEqualTo(PAGE);
        grants.grant(ana.id(), StaffRole.SUPPORT, ana.id());
        suspensions.suspend(ana.id(), "a test", ana.id());
        suspensions.lift(ana.id(), ana.id());
        assertThat(browser.open(PAGE).path()).isEqualTo("/sign-in");
    }

    private List<String> of(String words) {
        return statements.stream().filter(one -> one.contains(words)).toList();
    }

    private String plan(String statement, String... values) {
        String whole = statement;
        for (String value : values) {
            whole = whole.replaceFirst("\\?", value);
        }
        String asked = "explain " + whole;
        return transaction.execute(status -> {
            sql.sql("set local enable_seqscan = off").update();
            return String.join("\n", sql.sql(asked).query(String.class).list());
        });
    }
}
