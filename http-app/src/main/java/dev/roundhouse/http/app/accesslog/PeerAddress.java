package dev.roundhouse.http.app.accesslog;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Formats addresses for logs and URLs: IPv6 as in RFC 5952, without a zone, which has no meaning on another machine; an
 * IPv4-mapped IPv6 address as IPv4.
 */
public final class PeerAddress {
    private static final int GROUPS = 8;
    private static final int MAPPED_FROM = 10;

    private PeerAddress() {}

    /** The text of the address of a client, without its port. */
    public static String text(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? text(inet.getAddress())
                : peer.toString();
    }

    /** The text of an address. */
    public static String text(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        return isMapped(bytes) ? dotted(bytes) : compressed(bytes);
    }

    /** {@code ::ffff:192.0.2.7}, RFC 4291 §2.5.5.2. */
    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < MAPPED_FROM; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[MAPPED_FROM] == -1 && bytes[MAPPED_FROM + 1] == -1;
    }

    private static String dotted(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = MAPPED_FROM + 2; i < bytes.length; i++) {
            text.append(text.isEmpty() ? "" : ".").append(bytes[i] & 0xFF);
        }
        return text.toString();
    }

    /**
     * RFC 5952 §4: no leading zeros, lower case, and the first of the longest runs of zeros, if not of one alone, as {@code ::}.
     */
    private static String compressed(byte[] bytes) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zerosFrom(bytes, i);
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(group(bytes, i)));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(byte[] bytes, int from) {
        int end = from;
        while (end < GROUPS && group(bytes, end) == 0) {
            end++;
        }
        return end - from;
    }

    private static int group(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xFF) << Byte.SIZE) | (bytes[2 * index + 1] & 0xFF);
    }
}
