package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.ConformanceSummary;
import dev.roundhouse.http.lab.server.ServerSpec;

/** What a server has to pass before it is timed. */
@FunctionalInterface
public interface ConformanceCheck {
    /** Examines a server that listens on this machine, and answers 200 to a GET for the target. */
    ConformanceSummary check(ServerSpec serverSpec, int port, String target) throws InterruptedException;
}
