package com.allvideomodels.bench;

import com.allvideomodels.account.TestAccounts.TestAccount;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signed-in person on one connection at a time. It does as little as it can, since it shares the processors with what it measures. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int PIECE = 64 * 1024;

    private final URI home;
    private final Map<String, String> cookies;
    private String token = "";

    private Visitor(URI home, Map<String, String> cookies) {
        this.home = home;
        this.cookies = cookies;
    }

    static Visitor signedIn(String url, TestAccount account) {
        var visitor = new Visitor(URI.create(url), new TreeMap<>());
        try (Line line = visitor.line()) {
            visitor.token(line.get("/sign-in").text());
            String form = "name=" + account.username() + "&password=" + account.password() + "&_csrf="
                    + URLEncoder.encode(visitor.token, StandardCharsets.UTF_8);
            line.send("POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded\r\n", form.length());
            line.out.write(form.getBytes(StandardCharsets.US_ASCII));
            Answer answer = line.answer();
            if (answer.status() != 302) {
                throw new IllegalStateException("not let in: " + answer.status());
            }
            answer.drain();
            visitor.token(line.get("/uploads").text());
            return visitor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same person at another node. */
    Visitor at(String url) {
        var same = new Visitor(URI.create(url), new TreeMap<>(cookies));
        same.token = token;
        return same;
    }

    String token() {
        return token;
    }

    private void token(String page) {
        Matcher found = TOKEN.matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("a page without a form");
        }
        token = found.group(1);
    }

    /** A connection of its own, kept open from answer to answer. */
    Line line() throws IOException {
        return new Line();
    }

    final class Line implements AutoCloseable {

        private Socket socket;
        private InputStream in;
        OutputStream out;
        private boolean over;

        private Line() throws IOException {
            open();
        }

        private void open() throws IOException {
            socket = new Socket(home.getHost(), home.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(300_000);
            in = new BufferedInputStream(socket.getInputStream(), PIECE);
            out = socket.getOutputStream();
            over = false;
        }

        Answer get(String path, String... headers) throws IOException {
            send("GET", path, headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n", -1);
            return answer();
        }

        void send(String method, String path, String headers, long length) throws IOException {
            if (over) {
                // The server ends a connection after some number of requests.
                socket.close();
                open();
            }
            var cookie = new StringBuilder();
            cookies.forEach((name, value) ->
                    cookie.append(name).append('=').append(value).append("; "));
            String head = method + " " + path + " HTTP/1.1\r\nHost: " + home.getAuthority() + "\r\nCookie: " + cookie
                    + "\r\nAccept-Language: en\r\n" + headers + (length < 0 ? "" : "Content-Length: " + length + "\r\n")
                    + "\r\n";
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        }

        Answer answer() throws IOException {
            int status = Integer.parseInt(text().split(" ")[1]);
            Map<String, String> headers = new TreeMap<>();
            for (String header = text(); !header.isEmpty(); header = text()) {
                int colon = header.indexOf(':');
                String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
                String value = header.substring(colon + 1).strip();
                headers.put(name, value);
                if (name.equals("set-cookie")) {
                    String[] pair = value.split(";")[0].split("=", 2);
                    cookies.put(pair[0], pair[1]);
                }
            }
            over = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
            return new Answer(status, headers, in);
        }

        private String text() throws IOException {
            var line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException();
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    record Answer(int status, Map<String, String> headers, InputStream in) {

        private boolean chunked() {
            return headers.getOrDefault("transfer-encoding", "").equals("chunked");
        }

        long length() {
            return Long.parseLong(headers.getOrDefault("content-length", "0"));
        }

        /** Reads it all and says how many bytes there were. */
        long drain() throws IOException {
            return chunked() ? body().length : skip(length());
        }

        long skip(long bytes) throws IOException {
            byte[] piece = new byte[PIECE];
            long left = bytes;
            while (left > 0) {
                int now = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (now < 0) {
                    throw new EOFException();
                }
                left -= now;
            }
            return bytes;
        }

        String text() throws IOException {
            return new String(body(), StandardCharsets.UTF_8);
        }

        private byte[] body() throws IOException {
            if (!chunked()) {
                return in.readNBytes((int) length());
            }
            var whole = new java.io.ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                whole.writeBytes(in.readNBytes(size));
                in.readNBytes(2);
            }
            in.readNBytes(2);
            return whole.toByteArray();
        }

        private int chunk() throws IOException {
            var digits = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c != '\r') {
                    digits.append((char) c);
                }
            }
            return Integer.parseInt(digits.toString(), 16);
        }
    }
}
