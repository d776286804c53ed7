package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.app.options.Counts;
import dev.roundhouse.http.app.options.DescriptorPlan;
import dev.roundhouse.http.app.options.Given;
import dev.roundhouse.http.app.options.OpenFiles;
import dev.roundhouse.http.app.options.OptionGroup;
import dev.roundhouse.http.app.options.Words;
import dev.roundhouse.http.transport.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.function.Function;

/** Where and how to listen. */
final class ListenOptions extends OptionGroup {
    private final Given<String> bind = option("-b", "--bind", "ADDR", Function.identity())
            .describedAs("Address to listen at; 0.0.0.0 or :: for all. Default: ${DEFAULT-VALUE}")
            .otherwise("127.0.0.1");

    private final Given<Integer> port = option("-p", "--port", "N", Counts::port)
            .describedAs("Port to listen at; 0 for any free one. Default: ${DEFAULT-VALUE}")
            .otherwise("8080");

    private final Given<TransportKind> transport = option("--transport", "NAME", Words.of(TransportKind.class))
            .describedAs(
                    "How to wait for the network: nio (selector loops), blocking (a platform thread per connection)"
                            + " or virtual (a virtual thread per connection, Java 21 and later). Default: ${DEFAULT-VALUE}")
            .otherwise("nio");

    private final Given<OptionalInt> connections = option("--max-connections", "N", OpenFiles::connections)
            .describedAs(
                    "Most connections at once; more are answered 503. auto is the limit of open files less a reserve"
                            + " for the files that are served. A larger number, or off, is lowered to what that limit"
                            + " allows. Default: ${DEFAULT-VALUE}")
            .otherwise("auto");

    private final Given<Integer> connectionsPerPeer = option("--max-connections-per-ip", "N", Counts::orOff)
            .describedAs(
                    "Most connections at once from one address, or from one /64 network of IPv6, or off. Leave it off"
                            + " behind a balancer. Default: ${DEFAULT-VALUE}")
            .otherwise("off");

    private final Given<ServerHeader> serverHeader = option("--server-header", "FORM", Words.of(ServerHeader.class))
            .describedAs(
                    "Server field of answers: off, name, or full, which adds the version. Default: ${DEFAULT-VALUE}")
            .otherwise("name");

    ListenOptions() {
        super("Network");
    }

    TransportKind transport() {
        return transport.value();
    }

    ServerHeader serverHeader() {
        return serverHeader.value();
    }

    /**
     * Whether only this machine can connect.
     *
     * @throws StartException when the address is not known
     */
    boolean isLocal() {
        return address().isLoopbackAddress();
    }

    /** How many connections were asked for; nothing for as many as are sensible. */
    OptionalInt wantedConnections() {
        return connections.value();
    }

    /**
     * As asked for, whatever the system allows.
     *
     * @throws StartException when the address is not known
     */
    Settings settings() {
        return Settings.at(new InetSocketAddress(address(), port.value()))
                .withConnections(wantedConnections().orElse(Settings.ANY_NUMBER), connectionsPerPeer.value());
    }

    /**
     * As asked for, within the descriptors that there are.
     *
     * @throws StartException when the address is not known
     */
    Settings settings(DescriptorPlan plan) {
        Settings wanted = settings();
        return wanted.withLoops(Math.min(wanted.loops(), plan.loops()))
                .withConnections(plan.connections(), wanted.connectionsPerPeer());
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind.value());
        } catch (UnknownHostException unknown) {
            throw new StartException(
                    "The address " + bind.value() + " is not known; give --bind an address of this machine.", unknown);
        }
    }
}
