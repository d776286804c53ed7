package dev.roundhouse.http.app.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,192.0.2.7",
        "::1,::1",
        "::,::",
        "2001:db8:0:0:0:0:0:1,2001:db8::1",
        "2001:DB8::0:1,2001:db8::1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "1:0:0:0:0:0:0:0,1::",
        "0:0:1:2:3:4:5:6,::1:2:3:4:5:6",
        "0:1:2:3:4:5:0:0,0:1:2:3:4:5::",
        "fe80::1%1,fe80::1",
    })
    void address_has_one_text_form(String address, String text) throws UnknownHostException {
        assertEquals(text, PeerAddress.text(new InetSocketAddress(InetAddress.getByName(address), 1)));
    }

    @Test
    void mapped_address_is_written_as_ipv4() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, (byte) 200};

        assertEquals("192.0.2.200", PeerAddress.text(Inet6Address.getByAddress("", mapped, -1)));
    }

    @Test
    void unresolved_name_is_kept() {
        String text = PeerAddress.text(InetSocketAddress.createUnresolved("peer", 1));

        assertEquals("peer", text.substring(0, 4));
    }

    /** Java parses the text to the same address. */
    @Test
    void address_keeps_all_significant_parts() throws UnknownHostException {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[16];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
            }
            InetAddress address = Inet6Address.getByAddress("", bytes, -1);

            assertEquals(address, InetAddress.getByName(PeerAddress.text(address)), address::getHostAddress);
        }
    }
}
