package com.allvideomodels.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Lends stored objects to child processes on this machine: seekable, decrypted range by range, never a file. An address works
 * for one inspection, from this machine alone, for who knows its 256 random bits.
 */
@Component
class Loopback implements DisposableBean {

    private final MediaVault vault;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Loan> loans = new ConcurrentHashMap<>();
    private final HttpServer server;

    Loopback(MediaVault vault) throws IOException {
        this.vault = vault;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** An object that a child may read until this is closed. */
    final class Loan implements Closeable {

        private final String path;
        private final Stored stored;
        private volatile @Nullable IOException failure;

        private Loan(String path, Stored stored) {
            this.path = path;
            this.stored = stored;
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + path;
        }

        /** If the store failed while it was read, that is what is to blame, and not the file. */
        void blameTheStore() throws IOException {
            IOException storeFailed = failure;
            if (storeFailed != null) {
                throw new IOException("The object could not be read", storeFailed);
            }
        }

        @Override
        public void close() {
            loans.remove(path);
        }
    }

    Loan lend(Stored stored) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String path = "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        var loan = new Loan(path, stored);
        loans.put(path, loan);
        return loan;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Loan loan = loans.get(exchange.getRequestURI().getPath());
            if (loan == null || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var asked = RequestedRange.of(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")), loan.stored.size());
            switch (asked) {
                case RequestedRange.Whole whole -> send(exchange, loan, 200, 0, loan.stored.size());
                case RequestedRange.Part part -> {
                    exchange.getResponseHeaders().set("Content-Range", part.contentRange());
                    send(exchange, loan, 206, part.first(), part.length());
                }
                case RequestedRange.Unsatisfiable none -> exchange.sendResponseHeaders(416, -1);
            }
        }
    }

    private void send(HttpExchange exchange, Loan loan, int status, long offset, long length) throws IOException {
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        try (InputStream plain = opened(loan, offset, length)) {
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            byte[] piece = new byte[64 * 1024];
            for (int now = read(loan, plain, piece); now > 0; now = read(loan, plain, piece)) {
                exchange.getResponseBody().write(piece, 0, now);
            }
        }
    }

    private InputStream opened(Loan loan, long offset, long length) throws IOException {
        try {
            return vault.open(loan.stored, offset, length);
        } catch (IOException e) {
            loan.failure = e;
            throw e;
        }
    }

    private static int read(Loan loan, InputStream plain, byte[] piece) throws IOException {
        try {
            return plain.read(piece);
        } catch (IOException e) {
            loan.failure = e;
            throw e;
        }
    }

    @Override
    public void destroy() {
        server.stop(0);
    }
}
