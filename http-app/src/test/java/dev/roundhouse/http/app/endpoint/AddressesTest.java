package dev.roundhouse.http.app.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static List<String> urls(String requested, String bound) throws UnknownHostException {
        return Addresses.urls(
                "http",
                new InetSocketAddress(InetAddress.getByName(requested), 0),
                new InetSocketAddress(InetAddress.getByName(bound), 8080));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,http://127.0.0.1:8080/",
        "192.0.2.7,http://192.0.2.7:8080/",
        "::1,http://[::1]:8080/",
        "2001:db8:0:0:0:0:0:1,http://[2001:db8::1]:8080/",
        "fe80::1%1,http://[fe80::1]:8080/",
    })
    void single_address_is_listed_as_configured(String address, String url) throws UnknownHostException {
        assertEquals(List.of(url), urls(address, address));
    }

    @Test
    void ipv4_wildcard_lists_ipv4_addresses_loopback_first() throws UnknownHostException {
        List<String> urls = urls("0.0.0.0", "::");

        assertEquals("http://127.0.0.1:8080/", urls.get(0));
        assertTrue(urls.stream().noneMatch(url -> url.contains("[")), urls::toString);
        assertFalse(urls.contains("http://0.0.0.0:8080/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void each_listed_address_of_a_wildcard_accepts_connections(String wildcard) throws IOException {
        InetAddress address = InetAddress.getByName(wildcard);
        try (ServerSocket server = new ServerSocket(0, 50, address)) {
            InetSocketAddress bound = (InetSocketAddress) server.getLocalSocketAddress();
            List<String> urls = Addresses.urls("http", new InetSocketAddress(address, 0), bound);
            assertFalse(urls.isEmpty());
            for (String url : urls) {
                URI uri = URI.create(url);
                assertFalse(url.contains("%"), url);
                try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                    assertTrue(socket.isConnected());
                }
            }
        }
    }
}
