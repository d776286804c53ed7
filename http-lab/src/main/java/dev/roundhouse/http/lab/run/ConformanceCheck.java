package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.server.ProbeClient;
import dev.roundhouse.http.lab.server.ServerSpec;

/** Conformance check of a server before the measurement. */
@FunctionalInterface
public interface ConformanceCheck {
    /** Checks a server that responds with 200 to a GET of the target. */
    ConformanceSummary check(ServerSpec serverSpec, ProbeClient server, String target) throws InterruptedException;
}
