package com.allvideomodels.account;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a request comes from, no finer than needed: neighbours in a network look the same. */
record Network(String neighbourhood, String line) {

    /**
     * @param address as text, never a name
     * @return {@code neighbourhood} a /24 or /48 to recognise places by, {@code line} a single address or /64 to count attempts by
     */
    static Network of(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address.replaceAll("%.*$", "")).getAddress();
            boolean old = bytes.length == 4;
            return new Network(prefix(bytes, old ? 3 : 6), prefix(bytes, old ? 4 : 8));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return new Network("?", "?");
        }
    }

    private static String prefix(byte[] bytes, int kept) throws UnknownHostException {
        byte[] cut = new byte[bytes.length];
        System.arraycopy(bytes, 0, cut, 0, kept);
        return InetAddress.getByAddress(cut).getHostAddress() + "/" + kept * 8;
    }
}
