package dev.roundhouse.http.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was asked of the lab.
 *
 * @param transports their names; empty for all that can be had
 * @param javaRuntimes home directories or executables; empty for the current one
 * @param workloads their names; empty for those of the mode
 * @param mode {@code quick}, {@code standard} or {@code full}
 * @param roundSeconds of a round; 0 for what the mode allows
 * @param outputDirectory directory for the results, if one was named
 * @param servers others, as {@code name=COMMAND}
 * @param appJar the jar of this server, if one was named
 * @param seed of chance
 * @param command how the lab was called
 */
public record LabOptions(
        List<String> transports,
        List<Path> javaRuntimes,
        List<String> workloads,
        String mode,
        double roundSeconds,
        Optional<Path> outputDirectory,
        List<String> servers,
        Optional<Path> appJar,
        long seed,
        List<String> command) {
    /** Copies the lists. */
    public LabOptions {
        transports = List.copyOf(transports);
        javaRuntimes = List.copyOf(javaRuntimes);
        workloads = List.copyOf(workloads);
        servers = List.copyOf(servers);
        command = List.copyOf(command);
    }
}
