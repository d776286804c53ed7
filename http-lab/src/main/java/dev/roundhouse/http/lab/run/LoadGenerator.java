package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadEvent;
import dev.roundhouse.http.lab.load.protocol.LoadReport;
import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import java.util.function.Consumer;

/** Runs load specs. */
public interface LoadGenerator extends AutoCloseable {
    /** Runs a load spec.
     *
     * @param watch called for each event
     * @throws LoadException if it cannot be run
     */
    LoadReport run(LoadSpec spec, Consumer<LoadEvent.LoadEventType> watch) throws LoadException;

    /** Stops the generator and a spec that is running; may be called from any thread. */
    @Override
    void close();
}
