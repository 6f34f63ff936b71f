package com.allvideomodels.media;

import static com.allvideomodels.TestPeople.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ProductTest
class UploadPagesTests {

    private static final String BOUNDARY = "edge-of-a-part";

    @Autowired
    MockMvcTester pages;

    @Autowired
    CheckedUploads uploads;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void theEmptyPageTellsWhatToDo() {
        assertThat(page()).contains("Nothing is stored", "multipart/form-data", "lose their metadata");
    }

    @Test
    @Clause("retain.input")
    void showsEachUploadWithItsDaysLeft() throws IOException {
        Upload upload = upload("<b>holiday<b>.jpg", TestMedia.jpeg(400, 300));
        assertThat(page())
                .contains("&lt;b&gt;holiday&lt;", "400 × 300", "30 days left", "/uploads/" + upload.id() + "/poster")
                .doesNotContain("<b>holiday");
        clock.advance(Duration.ofDays(29));
        assertThat(page()).contains("23 hours left");
        clock.advance(Duration.ofDays(1));
        assertThat(page()).contains("Nothing is stored");
    }

    @Test
    void speaksChinese() throws IOException {
        upload("a.jpg", TestMedia.jpeg(40, 30));
        assertThat(pages.get()
                        .uri("/uploads")
                        .header("Accept-Language", "zh-CN")
                        .with(as(owner)))
                .bodyText()
                .contains("还剩 30 天", "立即删除");
    }

    @Test
    void aFormWithSeveralFilesKeepsTheGoodOnesAndSaysWhatWasWrongWithTheOthers() throws IOException {
        byte[] form = form(
                file("holiday.jpg", TestMedia.jpeg(40, 30)),
                file("drawing.svg", "<svg/>".getBytes(StandardCharsets.UTF_8)),
                file("文件🎬".repeat(100) + ".png", TestMedia.png(40, 30)));
        MvcTestResult answer = pages.post()
                .uri("/uploads")
                .with(as(owner))
                .with(csrf())
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(form)
                .exchange();
        assertThat(answer).hasStatus3xxRedirection().hasRedirectedUrl("/uploads");
        assertThat(answer.getMvcResult().getFlashMap().get("refused"))
                .isEqualTo(List.of(new UploadController.Refusal("drawing.svg", "UNSUPPORTED")));
        assertThat(uploads.recent(owner, 10)).extracting(Upload::name).contains("holiday.jpg");
        assertThat(uploads.recent(owner, 10)).hasSize(2);

        assertThat(pages.get()
                        .uri("/uploads")
                        .with(as(owner))
                        .cookie(answer.getResponse().getCookies()))
                .bodyText()
                .contains(
                        "drawing.svg",
                        "no picture or video that we can read",
                        "aria-invalid=\"true\"",
                        "stored for 30 days");
    }

    @Test
    void goesBackToWhereTheFileIsNeededAndNeverElsewhere() {
        String next = formSentFrom("/create", "a.jpg").getResponse().getRedirectedUrl();
        assertThat(next)
                .isEqualTo(
                        "/create?upload=" + uploads.recent(owner, 1).getFirst().id());
        assertThat(formSentFrom("/create", "a.svg")).hasRedirectedUrl("/uploads?back=%2Fcreate");
        assertThat(formSentFrom("//elsewhere.example", "a.jpg")).hasRedirectedUrl("/uploads");
        assertThat(pages.get().uri("/uploads?back=/create").with(as(owner)))
                .bodyText()
                .contains("href=\"/create\"", "back=/create", "Back to your video");
    }

    private MvcTestResult formSentFrom(String back, String name) {
        byte[] bytes = name.endsWith("svg") ? new byte[] {1, 2, 3} : TestMedia.jpeg(40, 30);
        return pages.post()
                .uri("/uploads?back={back}", back)
                .with(as(owner))
                .with(csrf())
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(form(file(name, bytes)))
                .exchange();
    }

    @Test
    void aFormWithoutAFileSaysSo() {
        MvcTestResult answer = pages.post()
                .uri("/uploads")
                .with(as(owner))
                .with(csrf())
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(form(file("", new byte[0])))
                .exchange();
        assertThat(answer.getMvcResult().getFlashMap().get("refused"))
                .isEqualTo(List.of(new UploadController.Refusal("", "NONE")));
    }

    @Test
    void answersScriptsWithFacts() {
        assertThat(json(file("clip.mp4", TestMedia.mp4(2, 320, 240))))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$")
                .asMap()
                .containsEntry("name", "clip.mp4")
                .containsEntry("video", true)
                .containsEntry("width", 320)
                .containsEntry("seconds", 2.0)
                .containsKeys("id", "poster", "deadline");
        assertThat(json(file("drawing.svg", "<svg/>".getBytes(StandardCharsets.UTF_8))))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.why")
                .isEqualTo("UNSUPPORTED");
        assertThat(json()).hasStatus(400);
    }

    @Test
    void aBodyThatBreaksOffKeepsNothing() {
        byte[] form = form(file("clip.mp4", TestMedia.mp4(1, 320, 240)));
        assertThat(post(Arrays.copyOf(form, form.length / 2))).hasStatus(503);
        assertThat(uploads.recent(owner, 10)).isEmpty();
    }

    @Test
    void whatWasTakenBeforeABodyBrokeOffIsKeptAndSaidToBe() {
        byte[] form = form(file("first.jpg", TestMedia.jpeg(40, 30)), file("second.mp4", TestMedia.mp4(1, 320, 240)));
        byte[] broken = Arrays.copyOf(form, form.length - 2_000);

        MvcTestResult page = pages.post()
                .uri("/uploads")
                .with(as(owner))
                .with(csrf())
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(broken)
                .exchange();
        assertThat(page)
                .flash()
                .containsEntry("notice", "upload.received")
                .containsEntry("refused", List.of(new UploadController.Refusal("second.mp4", "UNAVAILABLE")));
        assertThat(uploads.recent(owner, 10)).extracting(Upload::name).containsExactly("first.jpg");

        assertThat(post(broken))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$[*].name")
                .asArray()
                .containsExactly("first.jpg", "second.mp4");
    }

    @Test
    void needsTheToken() {
        assertThat(pages.post()
                        .uri("/uploads")
                        .with(as(owner))
                        .contentType("multipart/form-data; boundary=" + BOUNDARY)
                        .content(form(file("a.jpg", TestMedia.jpeg(10, 10)))))
                .hasStatus(403);
    }

    @Test
    @Clause({"retain.input", "right.deletion"})
    void deletesNow() throws IOException {
        Upload upload = upload("a.jpg", TestMedia.jpeg(40, 30));
        assertThat(pages.post()
                        .uri("/uploads/{id}/deletion", upload.id())
                        .with(as(owner))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(uploads.recent(owner, 10)).isEmpty();
        assertThat(pages.get().uri("/uploads/{id}/file", upload.id()).with(as(owner)))
                .hasStatus(404);
        assertThat(pages.post()
                        .uri("/uploads/{id}/deletion", upload.id())
                        .with(as(owner))
                        .with(csrf()))
                .as("a second click")
                .hasRedirectedUrl("/uploads")
                .flash()
                .containsEntry("notice", "upload.deleted");
    }

    @Test
    void aStrangersUploadIsNotFound() throws IOException {
        Upload upload = upload("a.jpg", TestMedia.jpeg(40, 30));
        var stranger = as(new AccountId(UUID.randomUUID()));
        assertThat(pages.get().uri("/uploads/{id}/file", upload.id()).with(stranger))
                .hasStatus(404);
        assertThat(pages.get().uri("/uploads/{id}/poster", upload.id()).with(stranger))
                .hasStatus(404);
        assertThat(pages.post()
                        .uri("/uploads/{id}/deletion", upload.id())
                        .with(stranger)
                        .with(csrf()))
                .hasRedirectedUrl("/uploads");
        assertThat(uploads.recent(owner, 10)).hasSize(1);
    }

    @Test
    void givesTheFileBackUnderItsName() throws IOException {
        byte[] photo = TestMedia.jpeg(40, 30);
        Upload upload = upload("Ferien \"2026\" 海.jpg", photo);
        MvcTestResult answer = pages.get()
                .uri("/uploads/{id}/file", upload.id())
                .with(as(owner))
                .exchange();
        assertThat(answer).hasStatusOk().hasContentType("image/jpeg").body().isEqualTo(photo);
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"Ferien _2026_ _.jpg\"; filename*=UTF-8''Ferien%20%222026%22%20%E6%B5%B7.jpg");
        assertThat(answer.getResponse().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void thePosterIsAPicture() throws IOException {
        Upload upload = upload("a.mp4", TestMedia.mp4(1, 320, 240));
        assertThat(pages.get().uri("/uploads/{id}/poster", upload.id()).with(as(owner)))
                .hasStatusOk()
                .hasContentType("image/jpeg")
                .hasHeader("Cache-Control", "private, no-store")
                .hasHeader("Content-Disposition", "inline");
    }

    private String page() {
        MvcTestResult answer = pages.get().uri("/uploads").with(as(owner)).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private Upload upload(String name, byte[] bytes) throws IOException {
        var receipt = uploads.receive(owner, name, new ByteArrayInputStream(bytes));
        return ((Uploads.Receipt.Received) receipt).upload();
    }

    private MvcTestResult json(byte[]... parts) {
        return post(form(parts));
    }

    private MvcTestResult post(byte[] form) {
        return pages.post()
                .uri("/uploads")
                .with(as(owner))
                .with(csrf())
                .accept("application/json")
                .contentType("multipart/form-data; boundary=" + BOUNDARY)
                .content(form)
                .exchange();
    }

    private static byte[] file(String name, byte[] bytes) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/jpeg\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        part.writeBytes(bytes);
        part.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return part.toByteArray();
    }

    private static byte[] form(byte[]... parts) {
        var form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.writeBytes(part);
        }
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
