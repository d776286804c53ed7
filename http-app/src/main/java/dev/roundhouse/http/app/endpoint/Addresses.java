package dev.roundhouse.http.app.endpoint;

import dev.roundhouse.http.app.accesslog.PeerAddress;
import dev.roundhouse.http.message.ConnectionInfo;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** The URLs of a server. */
final class Addresses {
    private Addresses() {}

    /**
     * The URLs of a server, loopback first. A wildcard address is replaced by the addresses of the interfaces, except link-local
     * addresses: these need a zone, which browsers do not accept.
     *
     * @param scheme http or https
     * @param requested the configured address
     * @param bound the address in use: with the port, and with the IPv6 wildcard even if the IPv4 wildcard was configured
     */
    static List<String> urls(String scheme, InetSocketAddress requested, InetSocketAddress bound) {
        InetAddress address = requested.getAddress();
        if (!address.isAnyLocalAddress()) {
            return List.of(url(scheme, bound.getAddress(), bound.getPort()));
        }
        boolean both = address instanceof Inet6Address;
        return ofInterfaces().stream()
                .filter(found -> both || !(found instanceof Inet6Address))
                .map(found -> url(scheme, found, bound.getPort()))
                .distinct()
                .toList();
    }

    /**
     * Whether a host is the address at which a connection was accepted.
     *
     * @param host a host of a request, without brackets
     */
    static boolean isLocal(ConnectionInfo connection, String host) {
        return connection.localAddress() instanceof InetSocketAddress local
                && host.equals(PeerAddress.text(local.getAddress()));
    }

    private static String url(String scheme, InetAddress address, int port) {
        String host = PeerAddress.text(address);
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .forEach(network -> network.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .forEach(found::add));
        } catch (SocketException failed) {
            // Then only the loopback address is listed.
        }
        if (found.stream().noneMatch(InetAddress::isLoopbackAddress)) {
            found.add(InetAddress.getLoopbackAddress());
        }
        found.sort(Addresses::inOrder);
        return found;
    }

    /** Loopback before others, IPv4 before IPv6. */
    private static int inOrder(InetAddress one, InetAddress other) {
        return Integer.compare(rank(one), rank(other));
    }

    private static int rank(InetAddress address) {
        return (address.isLoopbackAddress() ? 0 : 2) + (address instanceof Inet6Address ? 1 : 0);
    }
}
