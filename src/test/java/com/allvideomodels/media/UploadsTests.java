package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.Uploads.Receipt;
import com.allvideomodels.media.Uploads.Why;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@ProductTest
class UploadsTests {

    @Autowired
    CheckedUploads uploads;

    @Autowired
    EncryptedVault vault;

    @Autowired
    FfmpegInspector inspector;

    @Autowired
    MediaUpkeep upkeep;

    @Autowired
    ByteDeletion deletion;

    @Autowired
    Loopback loopback;

    @Autowired
    Ffmpeg ffmpeg;

    @Autowired
    MediaSettings settings;

    @Autowired
    JsonMapper json;

    @Autowired
    UploadRows rows;

    @Autowired
    JdbcClient sql;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    @Clause({"collect.input", "retain.input"})
    void takesAPhotoForThirtyDays() throws IOException {
        Upload upload = received("holiday.jpg", TestMedia.jpeg(1600, 900));
        assertThat(upload.video()).isFalse();
        assertThat(upload.width()).isEqualTo(1600);
        assertThat(upload.height()).isEqualTo(900);
        assertThat(upload.preparedType()).isEqualTo("image/jpeg");
        assertThat(Duration.between(upload.uploadedAt(), upload.deadline())).isEqualTo(Duration.ofDays(30));
        assertThat(uploads.find(owner, upload.id())).contains(upload);
        assertThat(uploads.recent(owner, 10)).containsExactly(upload);
        var poster = TestMedia.decoded(bytes(upload.poster()));
        assertThat(poster.getWidth()).isEqualTo(640);
        assertThat(poster.getHeight()).isEqualTo(360);
        for (MediaId part : new MediaId[] {upload.original(), upload.prepared(), upload.poster()}) {
            assertThat(vault.find(owner, part).orElseThrow().deadline()).isEqualTo(upload.deadline());
        }
    }

    @Test
    void whatGoesToAProviderStandsUprightAndSaysNothingOfItsMaker() throws IOException {
        byte[] photo = TestMedia.jpegWithExif(800, 600);
        assertThat(text(photo)).contains("SecretCamera").contains("Exif");
        Upload upload = received("photo.jpg", photo);
        assertThat(upload.width()).isEqualTo(600);
        assertThat(upload.height()).isEqualTo(800);
        assertThat(text(bytes(upload.prepared())))
                .doesNotContain("SecretCamera")
                .doesNotContain("Exif");
        assertThat(TestMedia.decoded(bytes(upload.prepared())).getHeight()).isEqualTo(800);
        assertThat(text(bytes(upload.poster()))).doesNotContain("SecretCamera");
        assertThat(bytes(upload.original())).isEqualTo(photo);
    }

    @Test
    void keepsWhatCanBeSeenThrough() throws IOException {
        Upload upload = received("logo.png", TestMedia.pngWithAlpha(300, 200));
        assertThat(upload.preparedType()).isEqualTo("image/png");
        assertThat(TestMedia.decoded(bytes(upload.prepared())).getColorModel().hasAlpha())
                .isTrue();
    }

    @Test
    void takesPngAndWebpAsJpeg() throws IOException {
        assertThat(received("a.png", TestMedia.png(301, 201)).preparedType()).isEqualTo("image/jpeg");
        Upload webp = received("a.webp", TestMedia.webp(320, 200));
        assertThat(webp.preparedType()).isEqualTo("image/jpeg");
        assertThat(webp.width()).isEqualTo(320);
    }

    @Test
    void takesAVideo() throws IOException {
        Upload upload = received("clip.mp4", TestMedia.mp4(3, 640, 360));
        assertThat(upload.video()).isTrue();
        assertThat(upload.length()).isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_100));
        assertThat(upload.frames()).isEqualTo(72);
        assertThat(upload.preparedType()).isEqualTo("video/mp4");
        VideoFacts facts = inspector.probe(vault.find(owner, upload.prepared()).orElseThrow());
        assertThat(facts.width()).isEqualTo(640);
        assertThat(facts.frames()).isEqualTo(72);
        assertThat(facts.framesPerSecond()).isBetween(23.0, 25.0);
        assertThat(facts.sound()).isTrue();
        assertThat(TestMedia.decoded(bytes(upload.poster())).getWidth()).isEqualTo(640);
    }

    @Test
    void aVideoLosesItsPlaceAndTitle() throws IOException {
        byte[] video = TestMedia.movWithPlace(2, 320, 240);
        assertThat(text(video)).contains("SecretTitle").contains("+48.8577");
        Upload upload = received("IMG_0001.MOV", video);
        assertThat(text(bytes(upload.prepared()))).doesNotContain("SecretTitle").doesNotContain("48.8577");
    }

    @Test
    void aWebmBecomesAnMp4() throws IOException {
        Upload upload = received("clip.webm", TestMedia.webm(2, 322, 240));
        VideoFacts facts = inspector.probe(vault.find(owner, upload.prepared()).orElseThrow());
        assertThat(facts.width()).isEqualTo(322);
        assertThat(facts.length()).isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_200));
    }

    @Test
    void aStillIsNoWiderThan1280AndTheLastOneComesForATimePastTheEnd() throws IOException {
        Stored video = output(TestMedia.mp4(2, 1920, 1080));
        Stored still = inspector.still(video, Duration.ofSeconds(1));
        assertThat(still.kind()).isEqualTo(MediaClass.POSTER);
        assertThat(still.deadline()).isEqualTo(video.deadline());
        assertThat(TestMedia.decoded(bytes(still.id())).getWidth()).isEqualTo(1280);
        assertThat(inspector.still(video, Duration.ofSeconds(99)).size()).isPositive();
    }

    @Test
    void aFrameOfAnOutputCanBeAdopted() throws IOException {
        Stored video = output(TestMedia.mp4(2, 640, 360));
        Stored still = inspector.still(video, Duration.ofSeconds(1));
        var receipt = uploads.adopt(owner, "frame.jpg", still, still.deadline());
        assertThat(receipt).isInstanceOf(Receipt.Received.class);
        vault.shred(owner, video.id(), com.allvideomodels.retention.Cause.PERSON);
        assertThat(vault.find(owner, still.id())).isEmpty();
        assertThat(uploads.recent(owner, 10)).hasSize(1);
        var stranger = new AccountId(UUID.randomUUID());
        assertThatThrownBy(() -> uploads.adopt(stranger, "frame.jpg", still, still.deadline()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Clause("retain.output")
    void whatComesOfAnOutputNeverOutlivesIt() throws IOException {
        Stored video = output(TestMedia.mp4(2, 640, 360));
        var early = video.deadline().minus(Duration.ofDays(1));

        Upload adopted = ((Receipt.Received) uploads.adopt(owner, "mine.mp4", video, early)).upload();

        assertThat(adopted.deadline()).isEqualTo(early);
        assertThat(adopted.uploadedAt()).isBefore(early);
        for (MediaId copy : List.of(adopted.original(), adopted.prepared(), adopted.poster())) {
            assertThat(vault.find(owner, copy).orElseThrow().deadline()).isEqualTo(early);
        }
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        assertRefused("empty.jpg", new byte[0], Why.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "GIF89a......................",
                "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd",
                "<html><script>alert(1)</script></html>",
                "just words",
                "\0\0\0\u0018ftypheic\0\0\0\0mif1heic",
                "ffconcat version 1.0\nfile /etc/passwd",
                "x"
            })
    void whatWeDoNotTakeIsRefusedWhateverItIsCalled(String content) throws IOException {
        assertRefused("photo.jpg", content.getBytes(StandardCharsets.UTF_8), Why.UNSUPPORTED);
    }

    @Test
    void aWrongNameDoesNotMatter() throws IOException {
        Upload upload = received("photo.jpg", TestMedia.mp4(1, 320, 240));
        assertThat(upload.video()).isTrue();
    }

    @Test
    void whatOnlyBeginsLikeAPictureIsRefused() throws IOException {
        byte[] head = Arrays.copyOf(TestMedia.jpeg(100, 100), 20);
        byte[] html = "<html><script>alert(1)</script></html>".repeat(50).getBytes(StandardCharsets.UTF_8);
        assertRefused("photo.jpg", joined(head, html), Why.BROKEN);
        assertRefused(
                "photo.png", joined(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, html), Why.BROKEN);
        assertRefused(
                "movie.mp4", joined("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), html), Why.BROKEN);
    }

    @Test
    void aPictureThatIsAnArchiveTooLeavesAsAPictureAlone() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("payload-in-zip.html"));
            out.write("<script>alert('payload')</script>".getBytes(StandardCharsets.UTF_8));
        }
        Upload upload = received("both.jpg", joined(TestMedia.jpeg(200, 100), zip.toByteArray()));
        assertThat(text(bytes(upload.prepared())))
                .doesNotContain("payload-in-zip")
                .doesNotContain("PK\u0003\u0004");
    }

    @Test
    void aDecompressionBombIsRefusedUnopened() throws IOException {
        byte[] bomb = TestMedia.pngBomb(30_000, 30_000);
        assertThat(bomb.length).isLessThan(1_000_000);
        assertRefused("bomb.png", bomb, Why.TOO_BIG_INSIDE);
        assertRefused("large.png", TestMedia.pngBomb(9_000, 9_000), Why.TOO_BIG_INSIDE);
        assertRefused("long.png", TestMedia.pngBomb(13_000, 10), Why.TOO_BIG_INSIDE);
    }

    @Test
    void aPictureOrVideoThatIsCutOffIsRefused() throws IOException {
        byte[] video = TestMedia.mp4(4, 640, 360);
        assertRefused("half.mp4", Arrays.copyOf(video, video.length / 2), Why.BROKEN);
        assertRefused("most.mp4", Arrays.copyOf(video, video.length * 9 / 10), Why.BROKEN);
        byte[] indexLast = TestMedia.movWithPlace(2, 320, 240);
        assertRefused("half.mov", Arrays.copyOf(indexLast, indexLast.length / 2), Why.BROKEN);
        byte[] webm = TestMedia.webm(4, 320, 240);
        assertRefused("half.webm", Arrays.copyOf(webm, webm.length / 2), Why.BROKEN);
        byte[] png = TestMedia.png(500, 500);
        assertRefused("half.png", Arrays.copyOf(png, png.length / 2), Why.BROKEN);
        byte[] jpeg = TestMedia.jpeg(1000, 1000);
        assertRefused("half.jpg", Arrays.copyOf(jpeg, jpeg.length / 2), Why.BROKEN);
        assertRefused("head.jpg", Arrays.copyOf(jpeg, 100), Why.BROKEN);
    }

    @Test
    void halfAVideoOfAProviderIsNoVideo() throws IOException {
        byte[] video = TestMedia.mp4(4, 640, 360);
        Stored half = output(Arrays.copyOf(video, video.length / 2));
        assertThatThrownBy(() -> inspector.probe(half)).isInstanceOf(Inspector.Unreadable.class);
        Stored page = output("<html>not found</html>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> inspector.probe(page)).isInstanceOf(Inspector.Unreadable.class);
    }

    @Test
    void aStoreThatFailsIsNotTheFilesFault() throws IOException {
        Stored video = output(TestMedia.mp4(1, 320, 240));
        sql.sql("update media_object set header = decode(repeat('00', 40), 'hex') where id = ?")
                .param(video.id().value())
                .update();
        assertThatThrownBy(() -> inspector.probe(video))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(Inspector.Unreadable.class);
    }

    @Test
    void aSlowStoreOrMachineIsNotTheFilesFault() throws IOException {
        Stored video = output(TestMedia.mp4(1, 320, 240));
        var hasty = inspector(Duration.ofMillis(1), DataSize.ofMegabytes(200));

        assertThatThrownBy(() -> hasty.probe(video))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(Inspector.Unreadable.class);
        assertThatThrownBy(() -> hasty.still(video, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(Inspector.Unreadable.class);
        assertThat(new CheckedUploads(vault, hasty, rows, settings, clock)
                        .receive(owner, "a.jpg", new ByteArrayInputStream(TestMedia.jpeg(40, 30))))
                .isEqualTo(new Uploads.Receipt.Refused(Why.TOO_SLOW));
    }

    @Test
    void whatWouldBecomeTooLargeIsTooBigInside() throws IOException {
        Stored video = output(TestMedia.mp4(1, 320, 240));
        var narrow = inspector(Duration.ofSeconds(30), DataSize.ofBytes(100));

        assertThatThrownBy(() -> narrow.cleanVideo(video, MediaKind.MP4, narrow.look(video, MediaKind.MP4)))
                .isInstanceOf(TooBigInside.class);
    }

    @Test
    void whatIsUploadedLeavesRoomToLookAtOutputs() throws IOException {
        Stored video = output(TestMedia.mp4(1, 320, 240));
        var none = inspector(0);

        assertThat(none.probe(video).width()).isEqualTo(320);
        assertThat(new CheckedUploads(vault, none, rows, settings, clock)
                        .receive(owner, "a.jpg", new ByteArrayInputStream(TestMedia.jpeg(40, 30))))
                .isEqualTo(new Uploads.Receipt.Refused(Why.BUSY));
    }

    private FfmpegInspector inspector(Duration glance, DataSize largest) {
        return inspector(settings.child().atOnce(), glance, largest);
    }

    private FfmpegInspector inspector(int atOnce) {
        return inspector(atOnce, settings.child().glance(), settings.uploads().largest());
    }

    private FfmpegInspector inspector(int atOnce, Duration glance, DataSize largest) {
        var uploads = settings.uploads();
        var child = settings.child();
        var others = new MediaSettings(
                settings.ffmpeg(),
                settings.ffprobe(),
                settings.staleAfter(),
                settings.lifecycleRules(),
                new MediaSettings.UploadLimits(
                        largest,
                        uploads.largestImage(),
                        uploads.maxPixels(),
                        uploads.maxSide(),
                        uploads.longest(),
                        uploads.lifetime(),
                        uploads.most(),
                        uploads.largestRequest()),
                new MediaSettings.ChildLimits(
                        atOnce,
                        child.perPerson(),
                        child.forOutputs(),
                        Duration.ofMillis(1),
                        glance,
                        child.work(),
                        child.memory()));
        return new FfmpegInspector(vault, loopback, ffmpeg, others, json);
    }

    @Test
    void aFileLargerThanItMayBeIsRefused() throws IOException {
        var huge = new InputStream() {
            private final byte[] head = TestMedia.jpeg(50, 50);
            private long given;

            @Override
            public int read() {
                return given < head.length ? head[(int) given++] & 0xff : 0;
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                if (given < head.length) {
                    bytes[from] = (byte) read();
                    return 1;
                }
                given += length;
                return length;
            }
        };
        assertThat(uploads.receive(owner, "huge.jpg", huge)).isEqualTo(new Receipt.Refused(Why.TOO_LARGE));
        assertNothingLeft();
    }

    @Test
    void aNameOfThreeHundredCharactersIsKeptAsFarAsItGoes() throws IOException {
        String name = "文件🎬é".repeat(100);
        Upload upload = received(name + ".jpg", TestMedia.jpeg(60, 40));
        assertThat(upload.name().codePointCount(0, upload.name().length())).isEqualTo(255);
        assertThat(name).startsWith(upload.name());
        assertThat(uploads.find(owner, upload.id()).orElseThrow().name()).isEqualTo(upload.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "C:\\Users\\me\\x.jpg", "a\0b\nc", "\ud800", "\u202egpj.exe", "<b>.jpg"})
    void strangeNamesDoNoHarm(String name) {
        String clean = FileName.of(name);
        assertThat(clean).isNotEmpty().doesNotContain("\0", "\n", "/", "\\", "\u202e", "\ud800");
    }

    @Test
    void aStrangersUploadIsNotThere() throws IOException {
        Upload upload = received("mine.jpg", TestMedia.jpeg(60, 40));
        var stranger = new AccountId(UUID.randomUUID());
        assertThat(uploads.find(stranger, upload.id())).isEmpty();
        uploads.delete(stranger, upload.id());
        assertThat(uploads.find(owner, upload.id())).isPresent();
    }

    @Test
    @Clause({"retain.input", "right.deletion"})
    void deletingDestroysAllThatWasMadeOfIt() throws IOException {
        Upload upload = received("mine.mp4", TestMedia.mp4(1, 320, 240));
        uploads.delete(owner, upload.id());
        uploads.delete(owner, upload.id());
        assertThat(uploads.find(owner, upload.id())).isEmpty();
        assertNothingLeft();
    }

    @Test
    @Clause("retain.input")
    void nothingIsFoundFromTheDeadlineOn() throws IOException {
        Upload upload = received("mine.jpg", TestMedia.jpeg(60, 40));
        clock.advance(Duration.ofDays(30));
        assertThat(uploads.find(owner, upload.id())).isEmpty();
        assertThat(uploads.recent(owner, 10)).isEmpty();
        assertThat(vault.find(owner, upload.prepared())).isEmpty();
    }

    @Test
    void thereIsRoomForAHundred() throws IOException {
        Upload upload = received("first.jpg", TestMedia.jpeg(60, 40));
        assertThat(rows.add(copy(upload), 1, 1)).isFalse();
        assertThat(rows.count(owner, clock.instant())).isOne();
    }

    @Test
    void anUploadThatACrashCutShortIsShredded() throws IOException {
        Stored orphan = vault.keep(
                owner,
                MediaClass.UPLOAD,
                "image/jpeg",
                clock.instant().plus(Duration.ofDays(30)),
                new ByteArrayInputStream(new byte[10]),
                10);
        upkeep.abandonStale(clock.instant());
        assertThat(vault.find(owner, orphan.id())).isPresent();
        upkeep.abandonStale(clock.instant().plus(Duration.ofHours(7)));
        assertThat(vault.find(owner, orphan.id())).isEmpty();
    }

    @Test
    @Clause("security.temp-files")
    void noPlainByteTouchesADisk() throws IOException {
        byte[] photo = TestMedia.jpegWithExif(800, 600);
        byte[] video = TestMedia.mp4(2, 640, 360);
        Set<String> before = filesOfThisProcess();
        received("photo.jpg", photo);
        received("video.mp4", video);
        assertThat(filesOfThisProcess()).isEqualTo(before);
    }

    private static Set<String> filesOfThisProcess() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Path folder : new Path[] {
            Path.of(System.getProperty("java.io.tmpdir")), Path.of("").toAbsolutePath()
        }) {
            try (var entries = Files.list(folder)) {
                files.addAll(entries.map(Path::toString)
                        .filter(file -> !file.contains("object-store"))
                        .collect(Collectors.toSet()));
            }
        }
        return files;
    }

    private Stored output(byte[] bytes) throws IOException {
        return vault.keep(
                owner,
                MediaClass.OUTPUT,
                "video/mp4",
                clock.instant().plus(Duration.ofDays(7)),
                new ByteArrayInputStream(bytes),
                bytes.length);
    }

    private Upload received(String name, byte[] bytes) throws IOException {
        Receipt receipt = uploads.receive(owner, name, new ByteArrayInputStream(bytes));
        assertThat(receipt).isInstanceOf(Receipt.Received.class);
        return ((Receipt.Received) receipt).upload();
    }

    private void assertRefused(String name, byte[] bytes, Why why) throws IOException {
        assertThat(uploads.receive(owner, name, new ByteArrayInputStream(bytes)))
                .as(name)
                .isEqualTo(new Receipt.Refused(why));
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(sql.sql(
                                "select count(*) from media_object where owner = ? and (shredded_at is null or wrapped_key is not null)")
                        .param(owner.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        deletion.deleteDue(clock.instant());
        assertThat(sql.sql("select count(*) from media_object where owner = ? and bytes_deleted_at is null")
                        .param(owner.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private byte[] bytes(MediaId id) throws IOException {
        try (InputStream opened = vault.open(vault.find(owner, id).orElseThrow())) {
            return opened.readAllBytes();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static Upload copy(Upload one) {
        return new Upload(
                UploadId.fresh(),
                one.owner(),
                one.name(),
                one.video(),
                one.original(),
                one.prepared(),
                one.preparedType(),
                one.preparedBytes(),
                one.width(),
                one.height(),
                one.length(),
                one.frames(),
                one.poster(),
                one.uploadedAt(),
                one.deadline());
    }
}
