package dev.roundhouse.http.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class PeerGroupTest {
    private static PeerGroup of(String address) throws UnknownHostException {
        return PeerGroup.of(InetAddress.getByName(address));
    }

    @Test
    void addresses_of_IPv4_are_peers_of_their_own() throws UnknownHostException {
        assertEquals(of("192.0.2.1"), of("192.0.2.1"));
        assertNotEquals(of("192.0.2.1"), of("192.0.2.2"));
    }

    @Test
    void addresses_of_one_network_of_IPv6_are_one_peer() throws UnknownHostException {
        assertEquals(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assertNotEquals(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }

    @Test
    void an_address_of_IPv4_in_the_form_of_IPv6_is_the_same_peer() throws UnknownHostException {
        assertEquals(of("192.0.2.1"), of("::ffff:192.0.2.1"));
    }

    @Test
    void ipv4_and_ipv6_addresses_are_never_equal() throws UnknownHostException {
        assertNotEquals(of("0.0.0.1"), of("0:0:0:1::"));
    }
}
