package dev.roundhouse.http.app.settings;

import dev.roundhouse.http.app.options.DescriptorPlan;
import dev.roundhouse.http.app.options.FileDescriptorLimit;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.function.Function;

/** Where and how to listen. */
public final class ListenOptions extends OptionGroup {
    private final OptionValue<String> bind = option("-b", "--bind", "ADDR", Function.identity())
            .description("Address to listen on; 0.0.0.0 or :: for all interfaces. Default: ${DEFAULT-VALUE}")
            .defaultValue("127.0.0.1");

    private final OptionValue<Integer> port = option("-p", "--port", "N", IntParser::port)
            .description("Port to listen on; 0 picks a free port. Default: ${DEFAULT-VALUE}")
            .defaultValue("8080");

    private final OptionValue<Transport> transport = option("--transport", "NAME", TransportParser::parse)
            .description("I/O model: " + TransportParser.namesAndDescriptions() + ". Default: ${DEFAULT-VALUE}")
            .defaultValue("nio");

    private final OptionValue<OptionalInt> connections = option(
                    "--max-connections", "N", FileDescriptorLimit::maxConnections)
            .description(
                    "Most connections at once; more are answered 503. auto is the limit of open files less a reserve"
                            + " for the files that are served. A larger number, or off, is lowered to what that limit"
                            + " allows. Default: ${DEFAULT-VALUE}")
            .defaultValue("auto");

    private final OptionValue<Integer> connectionsPerPeer = option(
                    "--max-connections-per-ip", "N", IntParser::positiveOrOff)
            .description(
                    "Maximum number of concurrent connections per IPv4 address or IPv6 /64 network, or 'off'. Leave it off behind a load balancer. Default: ${DEFAULT-VALUE}")
            .defaultValue("off");

    private final OptionValue<ServerHeaderMode> serverHeader = option(
                    "--server-header", "FORM", EnumParser.of(ServerHeaderMode.class))
            .description("Server header: 'off', 'name', or 'full' (name and version). Default: ${DEFAULT-VALUE}")
            .defaultValue("name");

    public ListenOptions() {
        super("Network");
    }

    public Transport transport() {
        return transport.value();
    }

    public ServerHeaderMode serverHeader() {
        return serverHeader.value();
    }

    /**
     * Whether only this machine can connect.
     *
     * @throws StartupException when the address is not known
     */
    public boolean isLocal() {
        return address().isLoopbackAddress();
    }

    /** How many connections were asked for; nothing for as many as are sensible. */
    public OptionalInt wantedConnections() {
        return connections.value();
    }

    /**
     * As asked for, whatever the system allows.
     *
     * @throws StartupException when the address is not known
     */
    public TransportSettings settings() {
        return TransportSettings.at(new InetSocketAddress(address(), port.value()))
                .withMaxConnections(
                        wantedConnections().orElse(TransportSettings.UNLIMITED), connectionsPerPeer.value());
    }

    /**
     * As asked for, within the descriptors that there are.
     *
     * @throws StartupException when the address is not known
     */
    public TransportSettings settings(DescriptorPlan plan) {
        TransportSettings requested = settings();
        return requested
                .withEventLoops(Math.min(requested.eventLoops(), plan.loops()))
                .withMaxConnections(plan.connections(), requested.maxConnectionsPerPeer());
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind.value());
        } catch (UnknownHostException unknown) {
            throw new StartupException(
                    "The address " + bind.value() + "; --bind needs an address of this machine.", unknown);
        }
    }
}
