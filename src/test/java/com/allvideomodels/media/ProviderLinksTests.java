package com.allvideomodels.media;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.OpenAddresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ProductTest
class ProviderLinksTests {

    @Autowired
    MockMvcTester pages;

    @Autowired
    ProviderLinks links;

    @Autowired
    MediaVault vault;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    @Autowired
    List<OpenAddresses> openAddresses;

    private final AccountId owner = new AccountId(UUID.randomUUID());
    private final UUID task = UUID.randomUUID();
    private final byte[] picture = TestMedia.jpeg(40, 30);
    private Stored stored;
    private URI link;

    @BeforeEach
    void makeALink() throws IOException {
        stored = vault.keep(
                owner,
                MediaClass.PREPARED,
                "image/jpeg",
                clock.instant().plus(Duration.ofDays(30)),
                new ByteArrayInputStream(picture),
                picture.length);
        link = links.make(owner, stored.id(), task, "runway", clock.instant().plus(Duration.ofHours(2)));
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    @Clause("share.providers")
    void everyFetchIsOnRecord() {
        assertThat(get(link)).hasStatusOk().hasContentType("image/jpeg").body().isEqualTo(picture);
        assertThat(pages.head().uri(link.getPath()).with(as(someoneElse())).header("User-Agent", "Fetcher/1.0 é"))
                .hasStatusOk()
                .hasHeader("Content-Length", Integer.toString(picture.length));
        List<Map<String, Object>> fetches = fetches();
        assertThat(fetches).hasSize(2);
        assertThat(fetches.get(0))
                .containsEntry("method", "GET")
                .containsEntry("status", 200)
                .containsEntry("address", "127.0.0.1");
        assertThat(fetches.get(1)).containsEntry("method", "HEAD").containsEntry("user_agent", "Fetcher/1.0 ?");
    }

    @Test
    @Clause({"share.providers", "security.temp-files"})
    void aRevokedLinkIsNotFoundAndTheAttemptIsOnRecord() {
        links.revoke(task);
        links.revoke(task);
        assertThat(get(link)).hasStatus(404);
        assertThat(fetches()).singleElement().extracting("status").isEqualTo(404);
    }

    @Test
    void anExpiredLinkIsNotFound() {
        clock.advance(Duration.ofHours(2));
        assertThat(get(link)).hasStatus(404);
    }

    @Test
    void aLinkDiesWithWhatItLeadsTo() {
        vault.shred(owner, stored.id(), com.allvideomodels.retention.Cause.PERSON);
        assertThat(get(link)).hasStatus(404);
    }

    @Test
    void aLinkThatWasNeverMadeIsNotFound() {
        assertThat(get(URI.create("http://localhost/provider-media/" + "A".repeat(43))))
                .hasStatus(404);
    }

    @Test
    void aLinkCannotBeGuessedAndIsNotStored() {
        String token = link.getPath().substring("/provider-media/".length());
        assertThat(token).hasSize(43);
        URI other =
                links.make(owner, stored.id(), task, "runway", clock.instant().plus(Duration.ofHours(2)));
        assertThat(other).isNotEqualTo(link);
        assertThat(sql.sql("select provider_link::text from provider_link where task = ?")
                        .param(task)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .noneMatch(row -> row.contains(token));
    }

    @Test
    void leadsOnlyToOnesOwn() {
        assertThatThrownBy(() -> links.make(
                        someoneElse(),
                        stored.id(),
                        task,
                        "runway",
                        clock.instant().plus(Duration.ofHours(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isOpenToStrangers() {
        assertThat(openAddresses.stream().flatMap(addresses -> addresses.open().stream()))
                .contains("/provider-media/*");
    }

    private MvcTestResult get(URI address) {
        return pages.get().uri(address.getPath()).with(as(someoneElse())).exchange();
    }

    private List<Map<String, Object>> fetches() {
        return sql.sql("select seen.* from provider_link_fetch seen join provider_link link on link.id = seen.link "
                        + "where link.task = ? order by seen.id")
                .param(task)
                .query()
                .listOfRows();
    }

    private static AccountId someoneElse() {
        return new AccountId(UUID.randomUUID());
    }
}
