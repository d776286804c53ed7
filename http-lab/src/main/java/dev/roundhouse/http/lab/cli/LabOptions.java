package dev.roundhouse.http.lab.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of a benchmark.
 *
 * @param transports the names of transports; empty for all available ones
 * @param javaRuntimes home directories or executables; empty for the current Java
 * @param workloads the names of workloads; empty for those of the mode
 * @param mode {@code quick}, {@code standard} or {@code full}
 * @param roundSeconds the duration of a round; 0 for that of the mode
 * @param outputDirectory the directory for the results; empty for a new one with a timestamp
 * @param servers other servers, as {@code name=COMMAND}
 * @param isSecure whether all servers use TLS
 * @param appJar the jar of this server; empty to search for it
 * @param seed the seed of all random choices
 * @param command the command line of the lab
 */
record LabOptions(
        List<String> transports,
        List<Path> javaRuntimes,
        List<String> workloads,
        String mode,
        double roundSeconds,
        Optional<Path> outputDirectory,
        List<String> servers,
        boolean isSecure,
        Optional<Path> appJar,
        long seed,
        List<String> command) {
    /** Copies the lists. */
    LabOptions {
        transports = List.copyOf(transports);
        javaRuntimes = List.copyOf(javaRuntimes);
        workloads = List.copyOf(workloads);
        servers = List.copyOf(servers);
        command = List.copyOf(command);
    }
}
