package dev.roundhouse.http.handlers.content;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Representation of a file in one content coding, created once on first use. Until then, and if there is none, clients get the
 * next best one.
 */
final class LazyVariant {
    private static final Logger LOG = LoggerFactory.getLogger(LazyVariant.class);

    private final RepresentationSupplier supplier;
    private final Executor executor;
    private final Consumer<Representation> onCreated;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Optional<Representation> representation = Optional.empty();

    /** Creates a representation, or returns nothing if there is none. */
    @FunctionalInterface
    interface RepresentationSupplier {
        Optional<Representation> create() throws IOException;
    }

    /**
     * A variant that was not created yet.
     *
     * @param maker runs the creation: at once, or in the background
     * @param whenMade is called with the representation
     */
    LazyVariant(RepresentationSupplier representationSupplier, Executor maker, Consumer<Representation> whenMade) {
        this.supplier = representationSupplier;
        this.executor = maker;
        this.onCreated = whenMade;
    }

    /** The representation, if it was created. The first call starts its creation. */
    Optional<Representation> get() {
        if (representation.isEmpty() && started.compareAndSet(false, true)) {
            try {
                executor.execute(this::create);
            } catch (RejectedExecutionException busy) {
                started.set(false);
            }
        }
        return representation;
    }

    private void create() {
        try {
            Optional<Representation> result = supplier.create();
            representation = result;
            result.ifPresent(onCreated);
        } catch (IOException passing) {
            LOG.debug("cannot create an encoded variant; the next request retries", passing);
            started.set(false);
        }
    }
}
