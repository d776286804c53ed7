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
 * @param conformanceCheck examines them before
 * @param cores which are whose
 * @param testSite what they serve
 * @param outputDirectory for logs, and files that come and go
 * @param progress told how far the run is
 */
public record LabEnvironment(
        RunningServer.ServerLauncher launcher,
        LoadGenerator generator,
        ConformanceCheck conformanceCheck,
        CoreAllocation cores,
        TestSite testSite,
        Path outputDirectory,
        ProgressReporter progress) {}
