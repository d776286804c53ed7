package dev.roundhouse.http.tls.certificate;

import java.net.IDN;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names in a certificate for development, each once, in a fixed order.
 *
 * @param dnsNames in ASCII, in lower case
 * @param addresses IP addresses
 */
record LocalNames(List<String> dnsNames, List<InetAddress> addresses) {
    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern DNS_NAME = Pattern.compile("(\\*\\.)?" + LABEL + "(\\." + LABEL + ")*");
    private static final Pattern IPV4_ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int MAX_NAME_CHARACTERS = 253;

    /**
     * Parses names and IP addresses.
     *
     * @throws IllegalArgumentException for a text that is neither; the message is one line
     */
    static LocalNames parse(Collection<String> names) {
        TreeSet<String> dnsNames = new TreeSet<>();
        TreeSet<String> addresses = new TreeSet<>();
        List<InetAddress> parsed = new ArrayList<>();
        for (String name : names) {
            if (name.indexOf(':') >= 0 || IPV4_ADDRESS.matcher(name).matches()) {
                InetAddress address = parseAddress(name);
                if (addresses.add(address.getHostAddress())) {
                    parsed.add(address);
                }
            } else {
                dnsNames.add(parseName(name));
            }
        }
        parsed.sort((left, right) -> left.getHostAddress().compareTo(right.getHostAddress()));
        return new LocalNames(List.copyOf(dnsNames), List.copyOf(parsed));
    }

    private static InetAddress parseAddress(String literal) {
        try {
            // A literal: no name is resolved. The bytes have no scope, as a certificate has none.
            return InetAddress.getByAddress(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException("'" + literal + "' is not an IP address", malformed);
        }
    }

    private static String parseName(String name) {
        String wildcard = name.startsWith("*.") ? "*." : "";
        try {
            String ascii =
                    wildcard + IDN.toASCII(name.substring(wildcard.length())).toLowerCase(Locale.ROOT);
            if (ascii.length() <= MAX_NAME_CHARACTERS && DNS_NAME.matcher(ascii).matches()) {
                return ascii;
            }
        } catch (IllegalArgumentException malformed) {
            // Reported below.
        }
        throw new IllegalArgumentException("'" + name + "' is neither a domain name nor an IP address");
    }

    /** localhost, and the names and addresses of this machine. */
    static List<String> ofThisMachine() {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1", "::1"));
        names.add(hostName());
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .map(LocalNames::withoutScope)
                    .forEach(names::add);
        } catch (SocketException unavailable) {
            // Loopback addresses are enough for development on this machine.
        }
        return List.copyOf(names);
    }

    /** The name of this machine; localhost if it has none that a certificate can contain. */
    static String hostName() {
        try {
            String host = InetAddress.getLocalHost().getHostName();
            parse(List.of(host));
            return host;
        } catch (UnknownHostException | IllegalArgumentException unusable) {
            return "localhost";
        }
    }

    private static String withoutScope(InetAddress address) {
        String literal = address.getHostAddress();
        int scope = literal.indexOf('%');
        return scope < 0 ? literal : literal.substring(0, scope);
    }

    /** All names, for a comparison. */
    String text() {
        List<String> all = new ArrayList<>(dnsNames);
        addresses.forEach(address -> all.add(address.getHostAddress()));
        return String.join(" ", all);
    }
}
