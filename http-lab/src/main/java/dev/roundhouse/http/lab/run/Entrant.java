package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadOrder;
import dev.roundhouse.http.lab.load.LoadOrder.Asked;
import dev.roundhouse.http.lab.load.LoadOrder.Shape;
import dev.roundhouse.http.lab.load.LoadOrder.Timing;
import dev.roundhouse.http.lab.server.Contender;
import dev.roundhouse.http.lab.server.RunningServer;
import java.util.List;

/**
 * A server that runs and is about to be measured on a workload.
 *
 * @param contender which it is
 * @param server its process
 * @param exchanges what it is asked
 * @param ledger takes what is found
 */
record Entrant(Contender contender, RunningServer server, List<Asked> exchanges, Ledger ledger) {
    private static final String HERE = "127.0.0.1";

    Entrant {
        exchanges = List.copyOf(exchanges);
    }

    LoadOrder order(Shape shape, LoadOrder.Pace pace, Timing timing) {
        return new LoadOrder(HERE, server.port(), exchanges, shape, pace, timing);
    }
}
