package dev.roundhouse.http.app;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Loads before the first connection what the Java virtual machine reads from files of its own when it is first needed. Later
 * there may be no descriptor left, and a class that failed to initialize once stays broken for as long as the process lives.
 */
final class Preload {
    private Preload() {}

    /** The time zones: the first line of the log needs them, and it may be the line that reports the lack of descriptors. */
    static void log() {
        StringBuilder unused = new StringBuilder();
        LogLine.appendTime(unused, Instant.EPOCH, ZoneId.systemDefault());
    }
}
