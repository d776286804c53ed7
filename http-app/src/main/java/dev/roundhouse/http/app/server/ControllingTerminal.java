package dev.roundhouse.http.app.server;

import java.io.FileInputStream;
import java.io.IOException;

/** The terminal from which the program was started, if there is one. It tells two senses of SIGHUP apart. */
final class ControllingTerminal {
    private static final String DEVICE = "/dev/tty";

    private final boolean atStart = isThere();

    /** Whether there was one, and it has been closed. */
    boolean isGone() {
        return atStart && !isThere();
    }

    private static boolean isThere() {
        try (FileInputStream terminal = new FileInputStream(DEVICE)) {
            return terminal.getFD().valid();
        } catch (IOException none) {
            return false;
        }
    }
}
