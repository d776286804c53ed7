package dev.roundhouse.http.transport;

import java.net.InetSocketAddress;

/**
 * How a transport listens.
 *
 * @param address where; port 0 takes any free one
 * @param backlog connections that the system holds before they are accepted; to be raised when bursts are refused
 * @param loops selector loops of {@code nio}; to be lowered when the machine has other work to do
 */
public record Settings(InetSocketAddress address, int backlog, int loops) {
    private static final int BACKLOG = 1024;

    /** @throws IllegalArgumentException for less than one loop or place in the backlog */
    public Settings {
        if (backlog < 1 || loops < 1) {
            throw new IllegalArgumentException("a transport needs a backlog and a loop, at least one each");
        }
    }

    /** The defaults: one loop for each core. */
    public static Settings at(InetSocketAddress address) {
        return new Settings(address, BACKLOG, Runtime.getRuntime().availableProcessors());
    }

    /** These settings with another number of loops. */
    public Settings withLoops(int count) {
        return new Settings(address, backlog, count);
    }
}
