package dev.roundhouse.http.conformance.cli;

import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;

/** Checks the {@code --transport} option of the tools. */
public final class InstalledTransports {
    private InstalledTransports() {}

    /**
     * Returns this transport if it can be used in this process.
     *
     * @throws StartupException if it cannot; the message has the reason and lists the available ones
     */
    public static Transport requireAvailable(Transport transport) {
        TransportRegistry.installed().unavailableReason(transport).ifPresent(reason -> {
            throw new StartupException("--transport=" + transport.name() + " " + reason + ".");
        });
        return transport;
    }
}
