package com.allvideomodels.media;

import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.javacpp.Loader;

/** Pictures and videos for tests, made when asked for; none is stored with the sources. */
public final class TestMedia {

    private TestMedia() {}

    /** A photo-like picture. */
    public static byte[] jpeg(int width, int height) {
        return image(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    public static byte[] png(int width, int height) {
        return image(picture(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    public static byte[] pngWithAlpha(int width, int height) {
        return image(picture(width, height, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /** H.264 and sound in an MP4 whose index comes first, as most cameras' apps write it. */
    public static byte[] mp4(int seconds, int width, int height) {
        return video(
                seconds,
                width,
                height,
                "mp4",
                List.of("-c:v", "libopenh264", "-c:a", "aac", "-movflags", "+faststart"));
    }

    /** With a place and a title in its metadata, as a telephone writes it. */
    public static byte[] movWithPlace(int seconds, int width, int height) {
        return video(
                seconds,
                width,
                height,
                "mov",
                List.of(
                        "-c:v",
                        "libopenh264",
                        "-c:a",
                        "aac",
                        "-metadata",
                        "location=+48.8577+002.295/",
                        "-metadata",
                        "title=SecretTitle",
                        "-movflags",
                        "+use_metadata_tags"));
    }

    public static byte[] webm(int seconds, int width, int height) {
        return video(
                seconds,
                width,
                height,
                "webm",
                List.of(
                        "-c:v",
                        "libvpx",
                        "-deadline",
                        "realtime",
                        "-cpu-used",
                        "8",
                        "-b:v",
                        "400k",
                        "-c:a",
                        "libopus"));
    }

    public static byte[] webp(int width, int height) {
        return run(
                jpeg(width, height),
                List.of("-f", "jpeg_pipe", "-i", "pipe:0", "-c:v", "libwebp", "-f", "webp"),
                "webp");
    }

    /** A JPEG lying on its side, whose EXIF says so, and where, and by what it was taken. */
    public static byte[] jpegWithExif(int width, int height) {
        byte[] plain = jpeg(width, height);
        byte[] exif = exif();
        var out = new ByteArrayOutputStream();
        out.writeBytes(Arrays.copyOf(plain, 2));
        out.write(0xff);
        out.write(0xe1);
        out.write((exif.length + 2) >> 8);
        out.write((exif.length + 2) & 0xff);
        out.writeBytes(exif);
        out.write(plain, 2, plain.length - 2);
        return out.toByteArray();
    }

    /** A few kilobytes that unfold to {@code width} times {@code height} pixels. */
    public static byte[] pngBomb(int width, int height) {
        var data = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(data, new Deflater(Deflater.BEST_COMPRESSION))) {
            byte[] row = new byte[1 + (width + 7) / 8];
            for (int y = 0; y < height; y++) {
                deflated.write(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 1)
                .put((byte) 0)
                .array();
        out.writeBytes(chunk("IHDR", header));
        out.writeBytes(chunk("IDAT", data.toByteArray()));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** What a decoder makes of picture bytes. */
    public static BufferedImage decoded(byte[] picture) {
        try {
            return ImageIO.read(new ByteArrayInputStream(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(type);
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(type)
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] exif() {
        byte[] make = "SecretCamera\0".getBytes(StandardCharsets.US_ASCII);
        // Three entries (Make, Orientation, GPS), then the make, then a GPS directory of one entry.
        int makeAt = 8 + 2 + 3 * 12 + 4;
        int gpsAt = makeAt + make.length + 1;
        ByteBuffer tiff = ByteBuffer.allocate(gpsAt + 2 + 12 + 4);
        tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 3);
        tiff.putShort((short) 0x010f).putShort((short) 2).putInt(make.length).putInt(makeAt);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(gpsAt);
        tiff.putInt(0).put(make).position(gpsAt);
        tiff.putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(2)
                .put(new byte[] {'N', 0, 0, 0});
        byte[] exif = new byte[6 + tiff.capacity()];
        System.arraycopy("Exif\0\0".getBytes(StandardCharsets.US_ASCII), 0, exif, 0, 6);
        System.arraycopy(tiff.array(), 0, exif, 6, tiff.capacity());
        return exif;
    }

    private static BufferedImage picture(int width, int height, int type) {
        var picture = new BufferedImage(width, height, type);
        var graphics = picture.createGraphics();
        if (type == BufferedImage.TYPE_INT_RGB) {
            graphics.setPaint(new GradientPaint(0, 0, new Color(0x27506b), width, height, new Color(0xe8b07a)));
            graphics.fillRect(0, 0, width, height);
        }
        graphics.setColor(new Color(0xc33c3c));
        graphics.fillOval(width / 4, height / 4, width / 2, height / 2);
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, Math.max(8, height / 8)));
        graphics.drawString(width + " x " + height, width / 10, height / 2);
        graphics.dispose();
        return picture;
    }

    private static byte[] image(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try (var memory = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture, format, memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] video(int seconds, int width, int height, String format, List<String> how) {
        List<String> options = new ArrayList<>(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=%dx%d:rate=24:duration=%d".formatted(width, height, seconds),
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + seconds,
                "-g",
                "24",
                "-pix_fmt",
                "yuv420p"));
        options.addAll(how);
        options.addAll(List.of("-f", format));
        return run(new byte[0], options, format);
    }

    private static byte[] run(byte[] input, List<String> options, String format) {
        try {
            Path file = Files.createTempFile("test-media", "." + format);
            List<String> command =
                    new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-v", "error", "-y"));
            command.addAll(options);
            command.add(file.toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("ffmpeg: " + said);
            }
            byte[] made = Files.readAllBytes(file);
            Files.delete(file);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
