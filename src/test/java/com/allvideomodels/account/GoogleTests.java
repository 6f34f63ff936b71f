package com.allvideomodels.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.local.LocalGoogle;
import com.allvideomodels.local.LocalGoogle.Twist;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Policies;
import com.allvideomodels.privacy.Purpose;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Against a real OpenID Connect server over HTTP: code, PKCE, nonce, signature, user info. */
@ProductTest
class GoogleTests {

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts people;

    @Autowired
    Identities identities;

    @Autowired
    AccountRepository accounts;

    @Autowired
    Consents consents;

    @Autowired
    Policies policies;

    @Autowired
    LettersSeen letters;

    @Autowired
    JdbcClient sql;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String gmail = "g-" + word + "@gmail.com";

    @Test
    @Clause({"collect.oauth", "collect.account"})
    void aFirstSignInLeadsThroughTheSameQuestionsAndOpensAnAccount() {
        Browser browser = new Browser(port);

        assertThat(arrive(browser, person(gmail, true)).header("location")).endsWith("/sign-up");
        assertThat(browser.signedIn()).as("not before the questions").isFalse();
        assertThat(browser.open("/sign-up").text()).contains("When were you born?");
        browser.submit("/sign-up/age", "year", "1990", "month", "1", "day", "1");
        assertThat(browser.open("/sign-up").text())
                .contains(gmail, "Gina Example")
                .doesNotContain("type=\"password\"");
        var answer = accept(browser, "g" + word);

        assertThat(answer.header("location")).endsWith("/create");
        Account opened = accounts.findByUsername("g" + word).orElseThrow();
        assertThat(opened.emailConfirmed()).isTrue();
        assertThat(opened.passwordHash()).isNull();
        assertThat(consents.holding(opened.id())).contains(Purpose.POLICY, Purpose.TRANSFER);
        assertThat(browser.signedIn()).isTrue();
        assertThat(browser.open("/settings/security").text()).contains("only way in");
        browser.submit("/settings/security/google/removal");
        assertThat(identities.has(opened.id())).as("the last way in stays").isTrue();
    }

    @Test
    @Clause("children.age")
    void aChildIsRefusedThroughGoogleToo() {
        Browser browser = new Browser(port);
        arrive(browser, person(gmail, true));
        browser.open("/sign-up");

        assertThat(sessionsThatHold(gmail)).isPositive();

        browser.submit("/sign-up/age", "year", "2020", "month", "1", "day", "1");

        assertThat(sessionsThatHold(gmail)).isZero();
        assertThat(browser.open("/sign-up").text()).contains("cannot use AllVideoModels");
        accept(browser, "g" + word);
        assertThat(accounts.findByUsername("g" + word)).isEmpty();
    }

    @Test
    @Clause("collect.oauth")
    void theNextSignInGoesByIssuerAndSubjectWhateverTheAddress() {
        Browser first = new Browser(port);
        register(first, gmail);

        var answer = arrive(new Browser(port), personCalled("sub-" + gmail, "changed-" + gmail, true));

        assertThat(answer.header("location")).endsWith("/create");
    }

    @Test
    @Clause("collect.oauth")
    void anAddressThatGoogleOnlyVerifiedOnceIsConfirmedByLetter() {
        Browser browser = new Browser(port);
        String address = word + "@company.test";

        var answer = register(browser, address);

        assertThat(answer.header("location")).endsWith("/sign-up/letter");
        assertThat(accounts.findByUsername("g" + word).orElseThrow().emailConfirmed())
                .isFalse();
        assertThat(letters.last(new com.allvideomodels.kernel.EmailAddress(address), "confirm-address"))
                .isPresent();
    }

    @Test
    @Clause("collect.oauth")
    void anAccountIsLinkedOnlyWhereGoogleHasTheLastWordOnTheAddress() {
        var person = people.openAccount();
        String address = person.email().value();

        assertThat(arrive(new Browser(port), person(address, true)).header("location"))
                .as("verified, not Google's own")
                .endsWith("/sign-in?google=link-first");
        assertThat(arrive(new Browser(port), person(address, false)).header("location"))
                .as("not verified")
                .endsWith("/sign-up");
        assertThat(identities.has(person.id())).isFalse();

        Map<String, String> workspace = person(address, true);
        workspace.put("person.hd", "example.test");
        assertThat(arrive(new Browser(port), workspace).header("location")).endsWith("/create");
        assertThat(identities.has(person.id())).isTrue();
    }

    @Test
    @Clause("collect.oauth")
    void peopleLinkAndUnlinkInTheirSettings() {
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/security");

        assertThat(browser.submit("/settings/security/google", "current", "wrong")
                        .text())
                .contains("not your current password");
        assertThat(browser.submit("/settings/security/google", "current", person.password())
                        .text())
                .contains("/oauth2/authorization/google");
        assertThat(arrive(browser, person(gmail, true)).header("location"))
                .endsWith("/settings/security?google=linked");
        assertThat(browser.signedIn()).isTrue();
        assertThat(arrive(new Browser(port), person(gmail, true)).header("location"))
                .endsWith("/create");

        browser.open("/settings/security");
        browser.submit("/settings/security/google/removal");
        assertThat(identities.has(person.id())).isFalse();
        assertThat(arrive(new Browser(port), person(gmail, true)).header("location"))
                .endsWith("/sign-up");
    }

    @Test
    @Clause("security.rate-limit")
    void aLetterThatIsNotWrittenIsNotSaidToBeOnItsWay() {
        Browser browser = new Browser(port);
        register(browser, gmail);
        for (int n = 0; n < 4; n++) {
            browser.open("/settings/security");
            assertThat(browser.submitAndFollow("/settings/security/password-letter")
                            .body())
                    .contains("The link is on its way");
        }
        browser.open("/settings/security");

        assertThat(browser.submitAndFollow("/settings/security/password-letter").body())
                .contains("Too many attempts")
                .doesNotContain("The link is on its way");
    }

    @Test
    void whatIsLinkedToOneIsNotLinkedToAnother() {
        register(new Browser(port), gmail);
        var person = people.openAccount();
        Browser browser = new Browser(port).signIn(person);
        browser.open("/settings/security");
        browser.submit("/settings/security/google", "current", person.password());

        assertThat(arrive(browser, person(gmail, true)).header("location")).endsWith("/settings/security?google=taken");
        assertThat(browser.open("/settings/security?google=taken").text()).contains("belongs to another account");
        assertThat(identities.has(person.id())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    @Clause("collect.oauth")
    void aLieOfTheProviderLetsNobodyIn(Twist twist) {
        register(new Browser(port), gmail);
        Map<String, String> lying = person(gmail, true);
        lying.put("twist", twist.name());
        Browser browser = new Browser(port);

        var answer = arrive(browser, lying);

        assertThat(answer.header("location")).endsWith("/sign-in?google=failed");
        assertThat(browser.signedIn()).isFalse();
    }

    @Test
    void aCodeOfAnotherBrowserIsWorthNothing() {
        Browser attacker = new Browser(port);
        String stolen = callback(attacker, person(gmail, true));
        Browser victim = new Browser(port);

        assertThat(victim.look(stolen).header("location")).endsWith("/sign-in?google=failed");
        assertThat(victim.signedIn()).isFalse();
    }

    @Test
    void whoDeclinesIsBackAtTheSignIn() {
        Map<String, String> declining = person(gmail, true);
        declining.put("decline", "1");

        assertThat(arrive(new Browser(port), declining).header("location")).endsWith("/sign-in");
    }

    @Test
    @Clause("collect.oauth")
    void noTokenOfGoogleIsKept() {
        Browser browser = new Browser(port);
        register(browser, gmail);

        var attributes = sql.sql("select a.attribute_name, a.attribute_bytes from spring_session_attributes a"
                        + " join spring_session s on s.primary_id = a.session_primary_id where s.session_id = :id")
                .param("id", SessionTests.idIn(browser))
                .query((row, n) -> row.getString(1) + new String(row.getBytes(2), StandardCharsets.ISO_8859_1))
                .list();
        assertThat(attributes)
                .isNotEmpty()
                .noneMatch(one -> one.contains("OidcIdToken") || one.contains("AccessToken"));
    }

    private Browser.Page register(Browser browser, String address) {
        arrive(browser, person(address, true));
        browser.open("/sign-up");
        browser.submit("/sign-up/age", "year", "1990", "month", "1", "day", "1");
        browser.open("/sign-up");
        return accept(browser, "g" + word);
    }

    private Browser.Page accept(Browser browser, String username) {
        return browser.submit(
                "/sign-up",
                "name",
                "Gina Example",
                "username",
                username,
                "version",
                policies.current().id(),
                "policy",
                "true",
                "transfer",
                "true");
    }

    private Map<String, String> person(String address, boolean verified) {
        return personCalled("sub-" + address, address, verified);
    }

    private Map<String, String> personCalled(String subject, String address, boolean verified) {
        Map<String, String> form = new HashMap<>();
        form.put("person.sub", subject);
        form.put("person.name", "Gina Example");
        form.put("person.email", address);
        if (verified) {
            form.put("person.verified", "on");
        }
        return form;
    }

    /** To Google, through its page, and back; the answer of ours to what it sent along. */
    private Browser.Page arrive(Browser browser, Map<String, String> person) {
        return browser.look(callback(browser, person));
    }

    private String callback(Browser browser, Map<String, String> person) {
        String authorize = browser.look("/oauth2/authorization/google").header("location");
        assertThat(authorize).contains("code_challenge_method=S256", "nonce=", "client_id=" + LocalGoogle.CLIENT_ID);
        Map<String, String> form = new HashMap<>(person);
        for (String pair : URI.create(authorize).getRawQuery().split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return browser.post(URI.create(authorize.replaceAll("\\?.*", "")), form).header("location");
    }

    private int sessionsThatHold(String word) {
        return sql.sql("select count(*) from spring_session_attributes where position(:word in attribute_bytes) > 0")
                .param("word", word.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .query(Integer.class)
                .single();
    }
}
