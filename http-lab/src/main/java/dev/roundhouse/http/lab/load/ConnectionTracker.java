package dev.roundhouse.http.lab.load;

import java.util.HashSet;
import java.util.Set;

/** Tracks the established connections; the load starts when all are established. */
final class ConnectionTracker {
    private final Set<ClientConnection> connected = new HashSet<>();
    private String lastFailure = "no response in time";

    /** Adds an established connection. */
    void add(ClientConnection clientConnection) {
        connected.add(clientConnection);
    }

    /** Removes a connection that failed. */
    void remove(ClientConnection clientConnection, String why) {
        connected.remove(clientConnection);
        lastFailure = why;
    }

    int count() {
        return connected.size();
    }

    /** The last failure. */
    String lastFailure() {
        return lastFailure;
    }
}
