package dev.roundhouse.http.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The addresses that count as one peer: a single IPv4 address, or an IPv6 /64 network, because a network of that size is
 * usually assigned to one customer.
 *
 * @param prefix the bytes that the addresses have in common
 * @param isIpv6 whether they are IPv6 addresses
 */
record PeerGroup(long prefix, boolean isIpv6) {
    static PeerGroup of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new PeerGroup(bytes.getLong(), true)
                : new PeerGroup(bytes.getInt(), false);
    }
}
