package dev.roundhouse.http.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * Loads before the first connection what the Java virtual machine reads from files of its own when it is first needed. Later
 * there may be no descriptor left, and a class that failed to initialize once stays broken for as long as the process lives.
 */
final class Preload {
    private Preload() {}

    /** The time zones: the first line of the log needs them, and it may be the line that reports the lack of descriptors. */
    static void timeZones() {
        ZoneRules rules = ZoneId.systemDefault().getRules();
        // Asked for something, since rules may be read as late as that.
        if (rules.getOffset(Instant.EPOCH) == null) {
            throw new IllegalStateException("a time zone without an offset");
        }
    }
}
