package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.accesslog.PeerAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Where a server can be reached, as people type it. */
final class Addresses {
    private Addresses() {}

    /**
     * The addresses of a server, loopback first. A wildcard stands for those of the interfaces, without those that mean
     * something only together with a zone, which no browser takes.
     *
     * @param asked where it was to listen
     * @param bound where it does: with the port, and with the wildcard of IPv6 also where that of IPv4 was asked for
     */
    static List<String> urls(InetSocketAddress asked, InetSocketAddress bound) {
        InetAddress address = asked.getAddress();
        if (!address.isAnyLocalAddress()) {
            return List.of(url(bound.getAddress(), bound.getPort()));
        }
        boolean both = address instanceof Inet6Address;
        return ofInterfaces().stream()
                .filter(found -> both || !(found instanceof Inet6Address))
                .map(found -> url(found, bound.getPort()))
                .distinct()
                .toList();
    }

    private static String url(InetAddress address, int port) {
        String host = PeerAddress.text(address);
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> found = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .forEach(network -> network.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .forEach(found::add));
        } catch (SocketException unknown) {
            // Then only what is always there.
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
