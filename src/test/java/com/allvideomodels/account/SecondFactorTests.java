package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.StaffRole;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Second factors for everyone: set up, asked for, used once, taken away. */
@ProductTest
@Clause("security.mfa")
class SecondFactorTests {

    private static final Pattern SECRET = Pattern.compile("<code class=\"secret\">([A-Z2-7 ]+)</code>");
    private static final Pattern CODE = Pattern.compile("<code>([a-z2-9-]{19})</code>");

    @Autowired
    TestAccounts accounts;

    @Autowired
    LettersSeen letters;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Authenticators authenticators;

    @Autowired
    StaffGrants grants;

    @LocalServerPort
    int port;

    private TestAccounts.TestAccount ada;
    private Browser browser;
    private String secret;

    @BeforeEach
    void somebodySignedIn() {
        ada = accounts.openAccount();
        browser = new Browser(port).signIn(ada);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void anAppCountsOnceItHasShownACode() {
        begin();
        assertThat(browser.submit("/settings/security/authenticator/confirmation", "code", "000000")
                        .text())
                .contains("not right");
        assertThat(hasFactor()).isFalse();

        assertThat(confirm()).hasSize(RecoveryCodes.COUNT).doesNotHaveDuplicates();
        assertThat(hasFactor()).isTrue();
        assertThat(told()).containsExactly("authenticator-added", "recovery-codes-made");
    }

    @Test
    void whoHasAnAppIsNotSignedInByThePasswordAlone() {
        setUp();
        Browser other = new Browser(port);
        other.open("/sign-in");

        Browser.Page answer = other.submit("/sign-in", "name", ada.username(), "password", ada.password());

        assertThat(answer.header("location")).endsWith("/sign-in/second-factor");
        assertThat(other.signedIn()).isFalse();
        assertThat(other.open("/create").path()).startsWith("/sign-in");
        clock.advance(Duration.ofSeconds(30));
        other.open("/sign-in/second-factor");
        assertThat(other.submit("/sign-in/second-factor", "code", "123").text()).contains("not right");
        assertThat(other.signedIn()).isFalse();
        assertThat(other.submit("/sign-in/second-factor", "code", code()).header("location"))
                .endsWith("/create");
        assertThat(other.signedIn()).isTrue();
    }

    @Test
    void aCodeWorksOnce() {
        setUp();
        clock.advance(Duration.ofSeconds(60));
        String code = code();

        assertThat(authenticators.take(ada.id(), code)).isTrue();
        assertThat(authenticators.take(ada.id(), code)).isFalse();
        clock.advance(Duration.ofSeconds(-30));
        assertThat(authenticators.take(ada.id(), code())).as("the one before").isFalse();
    }

    @Test
    void theSecondStepDoesNotWaitForLong() {
        setUp();
        Browser other = new Browser(port);
        other.open("/sign-in");
        other.submit("/sign-in", "name", ada.username(), "password", ada.password());
        clock.advance(Duration.ofMinutes(11));

        assertThat(other.look("/sign-in/second-factor").header("location")).endsWith("/sign-in");
    }

    @Test
    void aRecoveryCodeStandsInOnce() {
        String code = setUp().getFirst();

        assertThat(arrivingWith(code.toUpperCase().replace("-", " ")).signedIn())
                .isTrue();
        assertThat(arrivingWith(code).signedIn()).isFalse();
        assertThat(told()).contains("recovery-code-used");
        assertThat(browser.open("/settings/security").text()).contains("9 recovery codes are left");
    }

    @Test
    void newRecoveryCodesMakeTheOldOnesWorthless() {
        String old = setUp().getFirst();
        browser.open("/settings/security");
        List<String> fresh = codes(browser.submit("/settings/security/recovery-codes"));

        assertThat(fresh).hasSize(RecoveryCodes.COUNT).doesNotContain(old);
        assertThat(arrivingWith(old).signedIn()).isFalse();
        assertThat(arrivingWith(fresh.getLast()).signedIn()).isTrue();
    }

    @Test
    @Clause("security.rate-limit")
    void guessesAreFew() {
        setUp();
        Browser other = new Browser(port);
        other.open("/sign-in");
        other.submit("/sign-in", "name", ada.username(), "password", ada.password());
        other.open("/sign-in/second-factor");
        for (int i = 0; i < Limit.SECOND_FACTOR.burst(); i++) {
            assertThat(other.submit("/sign-in/second-factor", "code", "00000" + i)
                            .status())
                    .isEqualTo(200);
        }
        clock.advance(Duration.ofSeconds(30));

        Browser.Page refused = other.submit("/sign-in/second-factor", "code", code());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(other.signedIn()).isFalse();
    }

    @Test
    void removingEndsOtherSessionsAndTells() {
        String code = setUp().getFirst();
        Browser other = arrivingWith(code);
        assertThat(other.signedIn()).isTrue();

        browser.open("/settings/security");
        browser.submit("/settings/security/authenticator/removal");

        assertThat(hasFactor()).isFalse();
        assertThat(other.signedIn()).isFalse();
        assertThat(browser.signedIn()).isTrue();
        assertThat(told()).endsWith("authenticator-removed");
        assertThat(sql.sql("select count(*) from recovery_code where account_id = :id")
                        .param("id", ada.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void addingAndRemovingNeedWhoeverItIsToHaveShownItJustNow() {
        clock.advance(Duration.ofMinutes(6));
        browser.open("/settings/security");

        assertThat(browser.submit("/settings/security/authenticator").header("location"))
                .endsWith("/settings/security/proof");
        browser.open("/settings/security/proof");
        assertThat(browser.submit("/settings/security/proof", "password", "wrong")
                        .text())
                .contains("password");
        Browser.Page again = browser.submitAndFollow("/settings/security/proof", "password", TestAccounts.PASSWORD);
        assertThat(again.text()).contains("action=\"/settings/security/authenticator\"");
        assertThat(browser.submit("/settings/security/authenticator").header("location"))
                .endsWith("/settings/security/authenticator");
    }

    @Test
    void aPasskeyIsNotTakenFromWhoHasNotShownJustNowWhoTheyAre() {
        clock.advance(Duration.ofMinutes(6));
        browser.open("/settings/security");

        Browser.Page answer = browser.submit("/webauthn/register");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("location")).endsWith("/settings/security/proof");
        assertThat(new Browser(port).look("/webauthn/register").status()).isNotEqualTo(200);
    }

    @Test
    @Clause("security.at-rest")
    void theSecretLiesEncryptedAndBoundToItsAccount() {
        setUp();
        byte[] row = sql.sql("select secret from authenticator where account_id = :id")
                .param("id", ada.id().value())
                .query((found, n) -> found.getBytes(1))
                .single();
        var other = accounts.openAccount();
        sql.sql(
                        "insert into authenticator (account_id, secret, begun_at, confirmed_at) values (:id, :secret, now(), now())")
                .param("id", other.id().value())
                .param("secret", row)
                .update();

        assertThat(new String(row, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(secret)
                .doesNotContain(new String(Base32.decode(secret), java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> authenticators.take(other.id(), "123456")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Clause("security.rbac")
    void aRoleHoldsFromTheNextSignInAndEndsAtOnce() {
        AccountId boss = accounts.openAccount().id();
        grants.grant(ada.id(), StaffRole.SUPPORT, boss);

        assertThat(browser.look("/admin").header("location"))
                .as("an ordinary session")
                .endsWith("/sign-in");
        browser = new Browser(port).signIn(ada);
        assertThat(browser.look("/admin").header("location")).contains("/settings/security?needed=factor");
        setUp();
        assertThat(browser.look("/admin").status()).isEqualTo(200);
        assertThat(browser.look("/admin/staff").status()).isEqualTo(403);

        grants.withdraw(ada.id(), StaffRole.SUPPORT, boss);
        assertThat(browser.look("/admin").status()).isEqualTo(403);
    }

    @Test
    void sessionsOfStaffAreShort() {
        grants.grant(ada.id(), StaffRole.SUPPORT, ada.id());
        browser = new Browser(port).signIn(ada);
        setUp();

        assertThat(sql.sql("select max(max_inactive_interval) from spring_session where principal_name = :id")
                        .param("id", ada.id().toString())
                        .query(Integer.class)
                        .list())
                .isNotEmpty();
        assertThat(idleSeconds()).contains(900);
        clock.advance(Duration.ofHours(8).minusMinutes(1));
        assertThat(browser.look("/admin").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertThat(browser.look("/admin").header("location")).endsWith("/sign-in");
        assertThat(browser.signedIn()).isFalse();
    }

    @Test
    void aFormOfStaffIsKeptWhileAFactorIsAskedFor() {
        grants.grant(ada.id(), StaffRole.ADMINISTRATOR, ada.id());
        browser = new Browser(port).signIn(ada);
        setUp();
        var ben = accounts.openAccount();
        clock.advance(Duration.ofMinutes(6));
        browser.open("/admin/staff");

        Browser.Page asked = browser.submit("/admin/staff", "name", ben.username(), "role", "BILLING");

        assertThat(asked.header("location")).endsWith("/settings/security/proof");
        assertThat(grants.of(ben.id())).isEmpty();
        browser.open("/settings/security/proof");
        assertThat(browser.submit("/settings/security/proof", "password", TestAccounts.PASSWORD)
                        .text())
                .as("a password is not enough here")
                .contains("not right");
        Browser.Page again = browser.submitAndFollow("/settings/security/proof", "code", code());
        assertThat(again.text()).contains("action=\"/admin/staff\"");
        assertThat(again.hidden("name")).isEqualTo(ben.username());
        browser.submit("/admin/staff", "name", again.hidden("name"), "role", again.hidden("role"));
        assertThat(grants.of(ben.id())).containsExactly(StaffRole.BILLING);
    }

    @Test
    void aFactorShownForOneSessionCountsInNoOther() {
        grants.grant(ada.id(), StaffRole.SUPPORT, ada.id());
        Browser before = new Browser(port).signIn(ada);
        browser = new Browser(port).signIn(ada);
        setUp();

        assertThat(browser.look("/admin").status()).isEqualTo(200);
        assertThat(before.look("/admin").header("location")).endsWith("/settings/security/proof");
    }

    private List<Integer> idleSeconds() {
        return sql.sql("select max_inactive_interval from spring_session where principal_name = :id")
                .param("id", ada.id().toString())
                .query(Integer.class)
                .list();
    }

    /** Sets up an app in {@link #browser}, and gives the recovery codes. */
    private List<String> setUp() {
        begin();
        return confirm();
    }

    private void begin() {
        browser.open("/settings/security");
        Browser.Page page = browser.submitAndFollow("/settings/security/authenticator");
        secret = SECRET.matcher(page.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1)
                .replace(" ", "");
    }

    private List<String> confirm() {
        return codes(browser.submit("/settings/security/authenticator/confirmation", "code", code()));
    }

    private static List<String> codes(Browser.Page page) {
        return CODE.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .map(one -> one.replaceAll("</?code>", ""))
                .toList();
    }

    private String code() {
        try {
            Instant now = clock.instant();
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"), now);
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private Browser arrivingWith(String code) {
        Browser other = new Browser(port);
        other.open("/sign-in");
        other.submit("/sign-in", "name", ada.username(), "password", ada.password());
        other.open("/sign-in/second-factor");
        other.submit("/sign-in/second-factor", "code", code);
        return other;
    }

    private boolean hasFactor() {
        return sql.sql("select count(*) from authenticator where account_id = :id and confirmed_at is not null")
                        .param("id", ada.id().value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private List<String> told() {
        return letters.to(ada.id()).stream()
                .filter(one -> one.letter().template().equals("security-changed"))
                .map(one -> one.letter().values().get("what"))
                .toList();
    }
}
