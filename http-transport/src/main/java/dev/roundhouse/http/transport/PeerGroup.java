package dev.roundhouse.http.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The addresses that count as one peer: one address of IPv4, the 64-bit network of one of IPv6, since whoever has one of
 * those addresses has them all.
 *
 * @param prefix the octets that they share
 * @param isIpv6 whether they are of IPv6
 */
record PeerGroup(long prefix, boolean isIpv6) {
    static PeerGroup of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new PeerGroup(bytes.getLong(), true)
                : new PeerGroup(bytes.getInt(), false);
    }
}
