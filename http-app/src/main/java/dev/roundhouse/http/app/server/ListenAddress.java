package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.ListenConfig;
import dev.roundhouse.http.cli.StartupException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves the address that a server listens on. */
public final class ListenAddress {
    private ListenAddress() {}

    /**
     * Resolves the address.
     *
     * @throws StartupException if there is no such address
     */
    public static InetAddress resolve(ListenConfig listen) {
        try {
            return InetAddress.getByName(listen.host());
        } catch (UnknownHostException unknown) {
            throw new StartupException(
                    "Cannot resolve address " + listen.host() + "; --bind needs an address of this machine.", unknown);
        }
    }
}
