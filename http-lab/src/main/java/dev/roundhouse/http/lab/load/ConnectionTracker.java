package dev.roundhouse.http.lab.load;

import java.util.HashSet;
import java.util.Set;

/** Knows which connections are made, and as they shall be; the load begins when all are. */
final class ConnectionTracker {
    private final Set<ClientConnection> connected = new HashSet<>();
    private String lastFailure = "no answer came in time";

    /** This one is. */
    void add(ClientConnection clientConnection) {
        connected.add(clientConnection);
    }

    /** This one is not, or not any more. */
    void remove(ClientConnection clientConnection, String why) {
        connected.remove(clientConnection);
        lastFailure = why;
    }

    int count() {
        return connected.size();
    }

    /** What went wrong last. */
    String lastFailure() {
        return lastFailure;
    }
}
