package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.server.ExternalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java installation on this machine.
 *
 * @param executable the path of {@code java}
 * @param version the version that {@code java -version} prints
 */
record JavaRuntime(Path executable, String version) {
    private static final Pattern VERSION = Pattern.compile("version \"([^\"]+)\"");
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** The Java that runs this program. */
    static JavaRuntime current() {
        Path program = Path.of(System.getProperty("java.home"), "bin", "java");
        return new JavaRuntime(program, Runtime.version().toString());
    }

    /**
     * The Java runtime of a home directory or of an executable.
     *
     * @throws IllegalArgumentException if there is none
     */
    static JavaRuntime at(Path path) throws InterruptedException {
        Path program = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        Optional<String> output = Files.isExecutable(program)
                ? ExternalTools.run(program.toAbsolutePath().toString(), "-version")
                : Optional.empty();
        Matcher version = VERSION.matcher(output.orElse(""));
        if (!version.find()) {
            throw new IllegalArgumentException(
                    "--java=" + path + " is not a JDK; expected its home directory or the path of its java executable");
        }
        return new JavaRuntime(program.toAbsolutePath(), version.group(1));
    }

    /** The feature version, such as 17. */
    String feature() {
        return version.split("[.+-]", 2)[0];
    }

    boolean hasVirtualThreads() {
        return Integer.parseInt(feature()) >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** The path of {@code jcmd}, if this Java has it. */
    Optional<String> jcmd() {
        Path jcmd = executable.resolveSibling("jcmd");
        return Files.isExecutable(jcmd) ? Optional.of(jcmd.toString()) : Optional.empty();
    }
}
