package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.LoadSpec;
import dev.roundhouse.http.lab.load.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.LoadSpec.RequestSpec;
import dev.roundhouse.http.lab.load.LoadSpec.Timing;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.server.ServerSpec;
import java.util.List;

/**
 * A server that runs and is about to be measured on a workload.
 *
 * @param contender which it is
 * @param server its process
 * @param exchanges what it is asked
 * @param ledger takes what is found
 */
record Participant(
        ServerSpec contender, RunningServer server, List<RequestSpec> exchanges, MeasurementRecorder ledger) {
    private static final String HERE = "127.0.0.1";

    Participant {
        exchanges = List.copyOf(exchanges);
    }

    LoadSpec order(ConnectionProfile shape, LoadSpec.ArrivalRate pace, Timing timing) {
        return new LoadSpec(HERE, server.port(), exchanges, shape, pace, timing);
    }
}
