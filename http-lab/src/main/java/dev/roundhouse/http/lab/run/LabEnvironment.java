package dev.roundhouse.http.lab.run;

import dev.roundhouse.http.lab.server.CoreAllocation;
import dev.roundhouse.http.lab.server.RunningServer;
import dev.roundhouse.http.lab.workload.TestSite;
import java.nio.file.Path;

/** The environment of a run. Its creator closes the test site and the generator.
 *
 * @param launcher starts servers
 * @param generator generates load
 * @param conformanceCheck checks servers before the measurement
 * @param cores of servers and generator
 * @param testSite files that the servers serve
 * @param outputDirectory for logs and temporary files
 * @param progress reports the progress
 */
public record LabEnvironment(
        RunningServer.ServerLauncher launcher,
        LoadGenerator generator,
        ConformanceCheck conformanceCheck,
        CoreAllocation cores,
        TestSite testSite,
        Path outputDirectory,
        ProgressReporter progress) {}
