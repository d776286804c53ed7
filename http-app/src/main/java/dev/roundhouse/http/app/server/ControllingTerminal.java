package dev.roundhouse.http.app.server;

import java.io.FileInputStream;
import java.io.IOException;

/** The terminal from which the program was started, if any. It shows whether a SIGHUP means that the terminal was closed. */
final class ControllingTerminal {
    private static final String DEVICE = "/dev/tty";

    private final boolean wasOpen = isOpen();

    /** Whether there was a terminal at startup and it has been closed. */
    boolean isClosed() {
        return wasOpen && !isOpen();
    }

    private static boolean isOpen() {
        try (FileInputStream terminal = new FileInputStream(DEVICE)) {
            return terminal.getFD().valid();
        } catch (IOException none) {
            return false;
        }
    }
}
