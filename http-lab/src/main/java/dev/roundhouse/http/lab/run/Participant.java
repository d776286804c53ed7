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
 * @param server which it is
 * @param process its process
 * @param requests what it is asked
 * @param recorder takes what is found
 */
record Participant(ServerSpec server, RunningServer process, List<RequestSpec> requests, MeasurementRecorder recorder) {
    private static final String HERE = "127.0.0.1";

    Participant {
        requests = List.copyOf(requests);
    }

    LoadSpec loadSpec(ConnectionProfile connectionProfile, LoadSpec.ArrivalRate arrivalRate, Timing timing) {
        return new LoadSpec(HERE, process.port(), requests, connectionProfile, arrivalRate, timing);
    }
}
