package dev.roundhouse.http.transport.nio;

import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Finds connections that their peers have reset while the loop neither reads from them nor writes to them. The selector does not
 * watch a channel without an interest. It would report an interest in reading in every select, since there are unread bytes. An
 * interest in connecting is reported for a connected channel only if its socket has an error. Such a select does not wait, because
 * the socket is writable; therefore each probe lasts for one select. The selectors of Linux work in this way; those of other
 * systems may not report the error, and then it is found by the next read or write.
 */
final class ResetProbe {
    /** Fewer than the events that a selector takes from the system at once, so that each one is reported. */
    private static final int MAX_PROBED = 256;

    private final Queue<SelectionKey> candidates = new ArrayDeque<>();
    private final Queue<SelectionKey> probed = new ArrayDeque<>();

    /** Adds a connection to be probed, unless the selector watches it. */
    void add(SelectionKey key) {
        if (isUnwatched(key)) {
            candidates.add(key);
        }
    }

    /** Ends the probes of the last select, and begins those of the next one. */
    void advance() {
        for (SelectionKey key = probed.poll(); key != null; key = probed.poll()) {
            if (key.isValid()) {
                connection(key).endProbe(key);
            }
        }
        while (probed.size() < MAX_PROBED && !candidates.isEmpty()) {
            SelectionKey key = candidates.remove();
            if (isUnwatched(key)) {
                connection(key).beginProbe(key);
                probed.add(key);
            }
        }
    }

    private static boolean isUnwatched(SelectionKey key) {
        return key.isValid() && connection(key).isUnwatched();
    }

    private static NioConnection connection(SelectionKey key) {
        return (NioConnection) key.attachment();
    }
}
