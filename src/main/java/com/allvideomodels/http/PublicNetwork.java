package com.allvideomodels.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Keeps requests whose addresses come from outside on the public internet. The name is looked up once and the connection goes
 * to the very address that was checked; before a byte is written the connected address is checked again.
 */
public final class PublicNetwork {

    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 3));

    /** Of IPv6 only global unicast is public, without the ranges that carry an IPv4 address inside or are for examples. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);

    private static final List<Block> NOT_PUBLIC_6 =
            List.of(Block.of("2001::", 23), Block.of("2001:db8::", 32), Block.of("2002::", 16), Block.of("3fff::", 20));

    private PublicNetwork() {}

    /** A client that connects nowhere else. */
    public static OkHttpClient.Builder only(OkHttpClient.Builder client) {
        return client.proxy(java.net.Proxy.NO_PROXY)
                .dns(PublicNetwork::lookup)
                .addNetworkInterceptor(PublicNetwork::connected);
    }

    /** Whether the host may be asked at all. OkHttp does not look up hosts that are addresses already, so those are checked here. */
    public static boolean allows(HttpUrl address) {
        if (!looksLikeAddress(address.host())) {
            return true;
        }
        try {
            return isPublic(InetAddress.getByName(address.host()));
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    /** Whether this very address is one of the public internet. */
    public static boolean isPublic(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length == 4) {
            return NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes));
        }
        return GLOBAL_UNICAST.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean looksLikeAddress(String host) {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static List<InetAddress> lookup(String host) throws UnknownHostException {
        var found = Dns.SYSTEM.lookup(host);
        if (!found.stream().allMatch(PublicNetwork::isPublic)) {
            throw new NotPublic(host);
        }
        return found;
    }

    private static Response connected(Interceptor.Chain chain) throws IOException {
        var connection = chain.connection();
        if (connection == null || !isPublic(connection.socket().getInetAddress())) {
            throw new NotPublic(chain.request().url().host());
        }
        return chain.proceed(chain.request());
    }

    /** The host leads into a network that nobody outside should point us at. */
    public static final class NotPublic extends UnknownHostException {
        NotPublic(String host) {
            super("not on the public internet: " + host);
        }
    }

    private record Block(List<Byte> start, int bits) {

        static Block of(String start, int bits) {
            return new Block(octets(InetAddress.ofLiteral(start).getAddress()), bits);
        }

        private static List<Byte> octets(byte[] address) {
            Byte[] boxed = new Byte[address.length];
            Arrays.setAll(boxed, at -> address[at]);
            return List.of(boxed);
        }

        boolean holds(byte[] address) {
            if (address.length != start.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
