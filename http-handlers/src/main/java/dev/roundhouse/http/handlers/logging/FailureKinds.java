package dev.roundhouse.http.handlers.logging;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One object for each kind of failure, so that a frequent kind does not suppress another. The number of kinds is not bounded,
 * since a message may contain a path or a number: later ones share one object. Thread-safe.
 */
public final class FailureKinds<T> {
    private static final int MAX_KINDS = 32;
    private static final String OTHERS = "";

    private final Supplier<T> factory;
    private final Map<String, T> objects = new HashMap<>();

    /** @param factory creates the object of a kind */
    public FailureKinds(Supplier<T> factory) {
        this.factory = factory;
    }

    /** The object of this kind, created at the first call. */
    public synchronized T of(String kind) {
        boolean hasOwn = objects.containsKey(kind) || objects.size() < MAX_KINDS;
        return objects.computeIfAbsent(hasOwn ? kind : OTHERS, first -> factory.get());
    }
}
