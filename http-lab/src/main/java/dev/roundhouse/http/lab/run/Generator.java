package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadEvent;
import dev.roundhouse.http.lab.load.LoadOrder;
import dev.roundhouse.http.lab.load.LoadReport;
import java.util.function.Consumer;

/** Whoever carries out orders. */
public interface Generator extends AutoCloseable {
    /**
     * Carries out an order.
     *
     * @param watch is told each event when it happens
     * @throws OrderException when it cannot be carried out
     */
    LoadReport carryOut(LoadOrder order, Consumer<LoadEvent.Kind> watch) throws OrderException;

    /** Ends it, and with it an order that is being carried out; from any thread. */
    @Override
    void close();
}
