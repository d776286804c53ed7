package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.load.protocol.LoadSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.ConnectionProfile;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Handshakes;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.RequestSpec;
import dev.roundhouse.http.lab.load.protocol.LoadSpec.Timing;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.server.ServerSpec;
import java.util.List;

/** A running server that takes part in a workload.
 *
 * @param server its spec
 * @param process its process
 * @param requests sent to it
 * @param handshakes whether its clients use TLS
 * @param recorder of its measurement
 */
record Participant(
        ServerSpec server,
        RunningServer process,
        List<RequestSpec> requests,
        Handshakes handshakes,
        MeasurementRecorder recorder) {
    private static final String LOOPBACK = "127.0.0.1";

    Participant {
        requests = List.copyOf(requests);
    }

    LoadSpec loadSpec(ConnectionProfile connectionProfile, LoadSpec.ArrivalRate arrivalRate, Timing timing) {
        return new LoadSpec(LOOPBACK, process.port(), requests, handshakes, connectionProfile, arrivalRate, timing);
    }
}
