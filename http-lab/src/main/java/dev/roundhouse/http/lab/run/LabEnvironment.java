package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.server.CoreAllocation;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.workload.TestSite;
import java.nio.file.Path;

/**
 * What a run works with. Whoever makes it closes the site and the generator.
 *
 * @param launcher starts servers
 * @param generator asks them
 * @param gate examines them before
 * @param cores which are whose
 * @param site what they serve
 * @param out for logs, and files that come and go
 * @param progress told how far the run is
 */
public record LabEnvironment(
        RunningServer.ServerLauncher launcher,
        LoadGenerator generator,
        ConformanceCheck gate,
        CoreAllocation cores,
        TestSite site,
        Path out,
        ProgressReporter progress) {}
