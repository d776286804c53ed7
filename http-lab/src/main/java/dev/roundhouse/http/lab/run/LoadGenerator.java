package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadEvent;
import dev.roundhouse.http.lab.load.LoadReport;
import dev.roundhouse.http.lab.load.LoadSpec;
import java.util.function.Consumer;

/** Whoever carries out orders. */
public interface LoadGenerator extends AutoCloseable {
    /**
     * Carries out an order.
     *
     * @param watch is told each event when it happens
     * @throws LoadException when it cannot be carried out
     */
    LoadReport run(LoadSpec order, Consumer<LoadEvent.LoadEventType> watch) throws LoadException;

    /** Ends it, and with it an order that is being carried out; from any thread. */
    @Override
    void close();
}
