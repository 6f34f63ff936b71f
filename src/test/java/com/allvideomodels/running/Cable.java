package com.allvideomodels.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What connects a node with something it needs; a test may pull it and put it back. */
final class Cable implements AutoCloseable {

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket socket;

    private Cable(int target) {
        this.target = target;
        this.socket = listen(0);
        this.port = socket.getLocalPort();
        serve(socket);
    }

    /** To this port of this machine. */
    static Cable to(int target) {
        return new Cable(target);
    }

    int port() {
        return port;
    }

    /** Whatever is under way breaks off, and whoever calls is refused. */
    void pull() {
        close(socket);
        open.forEach(Cable::close);
        open.clear();
    }

    void putBack() {
        socket = listen(port);
        serve(socket);
    }

    @Override
    public void close() {
        pull();
    }

    private static ServerSocket listen(int port) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    join(server.accept());
                } catch (IOException e) {
                    // Pulled, or the other end is not there.
                }
            }
        });
    }

    private void join(Socket near) throws IOException {
        open.add(near);
        var far = new Socket(InetAddress.getByName("127.0.0.1"), target);
        open.add(far);
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either end has closed; so does the other.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // It is gone all the same.
        }
    }
}
