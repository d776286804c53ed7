package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.result.Conformance;
import dev.roundhouse.http.lab.server.Contender;

/** What a server has to pass before it is timed. */
@FunctionalInterface
public interface Gate {
    /** Examines a server that listens on this machine, and answers 200 to a GET for the target. */
    Conformance examine(Contender contender, int port, String target) throws InterruptedException;
}
