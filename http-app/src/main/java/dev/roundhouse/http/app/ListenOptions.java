package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.Counts;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.transport.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where and how to listen. */
@Command(description = "Network")
final class ListenOptions {
    @Option(
            names = {"-b", "--bind"},
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; 0.0.0.0 or :: for all. Default: ${DEFAULT-VALUE}")
    private String bind;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            defaultValue = "8080",
            converter = Counts.Port.class,
            description = "Port to listen at; 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            defaultValue = "nio",
            description =
                    "How to wait for the network: nio (selector loops), blocking (a platform thread per connection)"
                            + " or virtual (a virtual thread per connection, Java 21 and later). Default: ${DEFAULT-VALUE}")
    private TransportKind transport;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "auto",
            converter = OpenFiles.Connections.class,
            description =
                    "Most connections at once; more are answered 503. auto is the limit of open files less a reserve"
                            + " for the files that are served; off is any number. Default: ${DEFAULT-VALUE}")
    private int connections;

    @Option(
            names = "--max-connections-per-ip",
            paramLabel = "N",
            defaultValue = "off",
            converter = Counts.OrOff.class,
            description =
                    "Most connections at once from one address, or from one /64 network of IPv6, or off. Leave it off"
                            + " behind a balancer. Default: ${DEFAULT-VALUE}")
    private int connectionsPerPeer;

    @Option(
            names = "--server-header",
            paramLabel = "FORM",
            defaultValue = "name",
            description =
                    "Server field of answers: off, name, or full, which adds the version. Default: ${DEFAULT-VALUE}")
    private ServerHeader serverHeader;

    TransportKind transport() {
        return transport;
    }

    ServerHeader serverHeader() {
        return serverHeader;
    }

    /**
     * Whether only this machine can connect.
     *
     * @throws StartException when the address is not known
     */
    boolean isLocal() {
        return address().isLoopbackAddress();
    }

    /** @throws StartException when the address is not known */
    Settings settings() {
        return Settings.at(new InetSocketAddress(address(), port)).withConnections(connections, connectionsPerPeer);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException unknown) {
            throw new StartException(
                    "The address " + bind + " is not known; give --bind an address of this machine.", unknown);
        }
    }
}
