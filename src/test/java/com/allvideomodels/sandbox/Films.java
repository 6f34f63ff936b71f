package com.allvideomodels.sandbox;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Loader;

/** Makes real MP4 files, each scene once. */
final class Films implements AutoCloseable {

    private static final int FPS = 24;
    private static final int LONGEST_MINUTES = 4;

    static {
        System.setProperty("java.awt.headless", "true");
    }

    private final Path folder;
    private final boolean draft;
    private final long outputBytes;
    private final ExecutorService workers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("sandbox-film-", 0).factory());
    private final Map<Scene, CompletableFuture<Path>> films = new ConcurrentHashMap<>();

    Films(Path folder, boolean draft, long outputBytes) {
        this.folder = folder;
        this.draft = draft;
        this.outputBytes = outputBytes;
    }

    /** The film of a scene; made in the background the first time. Ends with an error if an input cannot be read. */
    CompletableFuture<Path> film(Scene scene) {
        Scene made = draft ? scene.draft() : scene;
        return films.computeIfAbsent(made, s -> CompletableFuture.supplyAsync(() -> find(s), workers));
    }

    /** How long a video runs, in seconds. */
    double seconds(Path video) throws IOException {
        Path out = Files.createTempFile(folder, "probe", ".txt");
        try {
            run(
                    List.of(
                            Loader.load(org.bytedeco.ffmpeg.ffprobe.class),
                            "-v",
                            "error",
                            "-show_entries",
                            "format=duration",
                            "-of",
                            "csv=p=0",
                            video.toString()),
                    out);
            return Double.parseDouble(Files.readString(out).strip());
        } catch (NumberFormatException e) {
            throw new IOException("no video", e);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    /** A still of a film as a PNG. */
    byte[] still(Path film) throws IOException {
        Path png = Files.createTempFile(folder, "still", ".png");
        try {
            run(
                    List.of(
                            Loader.load(org.bytedeco.ffmpeg.ffmpeg.class),
                            "-y",
                            "-v",
                            "error",
                            "-i",
                            film.toString(),
                            "-frames:v",
                            "1",
                            "-update",
                            "1",
                            png.toString()),
                    null);
            return Files.readAllBytes(png);
        } finally {
            Files.deleteIfExists(png);
        }
    }

    /** Ends what is being made, and returns when nothing writes to the folder any more. */
    @Override
    public void close() {
        workers.shutdownNow();
        workers.close();
    }

    private Path find(Scene scene) {
        Path film = folder.resolve(name(scene) + ".mp4");
        try {
            if (!Files.exists(film)) {
                publish(scene, film);
            }
            return film;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(Scene scene, Path film) throws IOException {
        Path part = folder.resolve(film.getFileName() + ".part");
        try {
            make(scene, part);
            if (outputBytes > 0) {
                fill(part);
            }
            Files.move(part, film, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String name(Scene scene) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((scene + "/" + outputBytes).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(Scene scene, Path film) throws IOException {
        Path words = Files.createTempFile(folder, "words", ".png");
        try {
            Files.write(words, Words.png(scene));
            run(command(scene, words, film), null);
        } finally {
            Files.deleteIfExists(words);
        }
    }

    private static List<String> command(Scene scene, Path words, Path film) {
        List<String> command = new ArrayList<>(
                List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-y", "-v", "error", "-nostdin"));
        int pictures = inputs(scene, command);
        command.addAll(List.of("-f", "lavfi", "-i", "color=c=white:s=16x8:r=24", "-i", words.toString()));
        if (scene.sound()) {
            command.addAll(List.of("-f", "lavfi", "-i", "sine=f=220:beep_factor=3:r=48000"));
        }
        command.addAll(List.of("-filter_complex", filters(scene, pictures), "-map", "[v]"));
        if (scene.sound()) {
            command.addAll(List.of("-map", (pictures + 2) + ":a", "-c:a", "aac", "-b:a", "96k"));
        }
        command.addAll(List.of("-c:v", "libopenh264", "-b:v", scene.height() > 400 ? "3M" : "400k"));
        command.addAll(List.of("-g", "24", "-pix_fmt", "yuv420p", "-t", Double.toString(scene.seconds())));
        command.addAll(List.of("-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", film.toString()));
        return command;
    }

    private static int inputs(Scene scene, List<String> command) {
        if (scene.video() != null) {
            command.addAll(List.of("-stream_loop", "-1", "-i", scene.video()));
            return 1;
        }
        if (scene.pictures().isEmpty()) {
            // Drawn small and enlarged: a gradient loses nothing by it.
            command.addAll(List.of("-f", "lavfi", "-i", "gradients=s=160x160:r=24:speed=0.03:n=3:seed=" + seed(scene)));
            return 1;
        }
        scene.pictures().stream()
                .limit(2)
                .forEach(picture -> command.addAll(List.of("-framerate", "24", "-i", picture)));
        return Math.min(2, scene.pictures().size());
    }

    private static String filters(Scene scene, int inputs) {
        String size = scene.width() + ":" + scene.height();
        StringBuilder chain = new StringBuilder();
        if (scene.video() != null) {
            chain.append("[0:v]").append(covering(size)).append(",hue=h=40*t,fps=24[b];");
        } else if (scene.pictures().isEmpty()) {
            chain.append("[0:v]scale=").append(size).append(":flags=bilinear[b];");
        } else if (inputs == 1) {
            chain.append("[0:v]").append(moving(scene)).append("[b];");
        } else {
            double fade = scene.seconds() / 3;
            chain.append("[0:v]")
                    .append(moving(scene))
                    .append("[p0];[1:v]")
                    .append(moving(scene))
                    .append("[p1];");
            chain.append("[p0][p1]xfade=transition=fade:duration=").append(fade);
            chain.append(":offset=").append(scene.seconds() - fade).append("[b];");
        }
        // A bar that grows along the lower edge: whoever seeks sees where they are.
        int bar = Math.max(4, scene.height() / 72);
        chain.append('[')
                .append(inputs)
                .append(":v]scale=")
                .append(scene.width())
                .append(':')
                .append(bar)
                .append("[bar];");
        chain.append("[b][bar]overlay=x='-W+W*t/").append(scene.seconds()).append("':y=H-h[s];");
        chain.append("[s][").append(inputs + 1).append(":v]overlay=0:0,format=yuv420p[v]");
        return chain.toString();
    }

    private static String covering(String size) {
        return "scale=" + size + ":force_original_aspect_ratio=increase,crop=" + size;
    }

    private static String moving(Scene scene) {
        int wide = scene.width() * 6 / 5 / 2 * 2;
        int high = scene.height() * 6 / 5 / 2 * 2;
        return covering(wide + ":" + high) + ",format=yuv420p,loop=loop=-1:size=1,setpts=N/" + FPS + "/TB,crop=w="
                + scene.width() + ":h=" + scene.height() + ":x='(iw-ow)*t/" + scene.seconds() + "':y='(ih-oh)*(1-t/"
                + scene.seconds() + ")',trim=duration=" + scene.seconds() + ",fps=24,settb=1/24";
    }

    private static int seed(Scene scene) {
        return Math.floorMod(scene.words().hashCode(), 1_000_000);
    }

    private void run(List<String> command, @org.jspecify.annotations.Nullable Path output) throws IOException {
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(errors.toFile())
                    .redirectOutput(
                            output == null
                                    ? ProcessBuilder.Redirect.DISCARD
                                    : ProcessBuilder.Redirect.to(output.toFile()))
                    .start();
            finish(process, command.getFirst());
            if (process.exitValue() != 0) {
                throw new IOException("ended with " + process.exitValue() + ": " + Files.readString(errors));
            }
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static void finish(Process process, String name) throws IOException {
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("took too long: " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** A box that players skip fills the file up. */
    private void fill(Path film) throws IOException {
        long missing = outputBytes - Files.size(film);
        if (missing >= 8 && missing <= Integer.MAX_VALUE) {
            try (var file = new RandomAccessFile(film.toFile(), "rw")) {
                file.seek(file.length());
                file.write(ByteBuffer.allocate(8)
                        .putInt((int) missing)
                        .put("free".getBytes(StandardCharsets.US_ASCII))
                        .array());
                // Random, so that nothing on the way can compress it.
                byte[] noise = new byte[65536];
                new java.util.Random(1).nextBytes(noise);
                for (long left = missing - 8; left > 0; left -= noise.length) {
                    file.write(noise, 0, (int) Math.min(left, noise.length));
                }
            }
        }
    }

    /** Text as a picture to lay over a film: ffmpeg's own text drawing is not in the bundled build. */
    private static final class Words {

        static byte[] png(Scene scene) throws IOException {
            var image = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_INT_ARGB);
            if (!scene.words().isEmpty()) {
                try {
                    draw(scene, image.createGraphics());
                } catch (RuntimeException | LinkageError e) {
                    // A machine without any font: the film goes without words.
                    image = new BufferedImage(scene.width(), scene.height(), BufferedImage.TYPE_INT_ARGB);
                }
            }
            var bytes = new java.io.ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }

        private static void draw(Scene scene, Graphics2D canvas) {
            int size = Math.max(12, Math.min(scene.width(), scene.height()) / 26);
            int margin = size;
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
            var metrics = canvas.getFontMetrics();
            List<String> lines = new ArrayList<>();
            scene.words().forEach(words -> wrap(words, scene.width() - 4 * margin, metrics, lines));
            int shown = Math.min(lines.size(), 9);
            int line = metrics.getHeight();
            int top = scene.height() - margin * 2 - line * shown;
            canvas.setColor(new Color(0, 0, 0, 150));
            canvas.fillRoundRect(
                    margin, top - margin / 2, scene.width() - 2 * margin, line * shown + margin, size / 2, size / 2);
            for (int i = 0; i < shown; i++) {
                canvas.setColor(i == 0 ? Color.WHITE : new Color(225, 225, 225));
                canvas.drawString(lines.get(i), 2 * margin, top + line * i + metrics.getAscent());
            }
            canvas.dispose();
        }

        private static void wrap(String words, int width, java.awt.FontMetrics metrics, List<String> lines) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < words.length(); ) {
                int letter = words.codePointAt(i);
                line.appendCodePoint(Character.isISOControl(letter) ? ' ' : letter);
                if (metrics.stringWidth(line.toString()) > width) {
                    int space = line.lastIndexOf(" ");
                    int cut = space > 0 ? space : line.length() - 1;
                    lines.add(line.substring(0, cut));
                    line = new StringBuilder(line.substring(cut).strip());
                }
                i += Character.charCount(letter);
            }
            if (!line.isEmpty()) {
                lines.add(line.toString());
            }
        }
    }
}
