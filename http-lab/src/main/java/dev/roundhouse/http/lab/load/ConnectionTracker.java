package dev.roundhouse.http.lab.load;

import java.util.HashSet;
import java.util.Set;

/** Knows which connections are made, and as they shall be; the load begins when all are. */
final class ConnectionTracker {
    private final Set<ClientConnection> made = new HashSet<>();
    private String trouble = "no answer came in time";

    /** This one is. */
    void add(ClientConnection wire) {
        made.add(wire);
    }

    /** This one is not, or not any more. */
    void remove(ClientConnection wire, String why) {
        made.remove(wire);
        trouble = why;
    }

    int count() {
        return made.size();
    }

    /** What went wrong last. */
    String trouble() {
        return trouble;
    }
}
