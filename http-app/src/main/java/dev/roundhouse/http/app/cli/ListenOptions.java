package dev.roundhouse.http.app.cli;

import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.app.config.ServerHeaderMode;
import dev.roundhouse.http.cli.EnumParser;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionGroup;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import java.util.OptionalInt;

/** The options of the network. */
public final class ListenOptions extends OptionGroup {
    private final OptionValue<String> bind = option("-b", "--bind", "ADDR", ListenOptions::parseAddress)
            .description("Address to listen on; 0.0.0.0 or :: for all interfaces. Default: ${DEFAULT-VALUE}")
            .defaultValue("127.0.0.1");

    private final OptionValue<Integer> port = option("-p", "--port", "N", IntParser::port)
            .description("Port to listen on; 0 picks a free port. Default: ${DEFAULT-VALUE}")
            .defaultValue("8080");

    private final OptionValue<Transport> transport = option("--transport", "NAME", TransportRegistry.installed()::get)
            .description("I/O model: " + TransportRegistry.installed().namesAndDescriptions()
                    + ". Default: ${DEFAULT-VALUE}")
            .defaultValue("nio");

    private final OptionValue<OptionalInt> connections = option("--max-connections", "N", IntParser::positiveOffOrAuto)
            .description(
                    "Maximum number of concurrent connections; further ones get 503. 'auto' = open-file limit minus a"
                            + " reserve for served files. A larger number, or 'off', is lowered to what the open-file"
                            + " limit allows. Default: ${DEFAULT-VALUE}")
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

    /** Creates the options of a command. */
    public ListenOptions() {
        super("Network");
    }

    /** An empty name would be resolved to the loopback address. */
    private static String parseAddress(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the address is empty; write 0.0.0.0 or :: for all interfaces");
        }
        return text;
    }

    /** The values. */
    public ListenConfig config() {
        return new ListenConfig(
                bind.value(),
                port.value(),
                transport.value().name(),
                connections.value(),
                connectionsPerPeer.value(),
                serverHeader.value());
    }
}
