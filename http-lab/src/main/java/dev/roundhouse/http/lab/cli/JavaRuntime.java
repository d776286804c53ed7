package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.lab.server.ExternalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java on this machine.
 *
 * @param executable that runs it
 * @param version as it says
 */
record JavaRuntime(Path executable, String version) {
    private static final Pattern VERSION = Pattern.compile("version \"([^\"]+)\"");
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** The one that runs this program. */
    static JavaRuntime current() {
        Path program = Path.of(System.getProperty("java.home"), "bin", "java");
        return new JavaRuntime(program, Runtime.version().toString());
    }

    /**
     * The Java runtime of a home directory or of an executable.
     *
     * @throws IllegalArgumentException when there is none
     */
    static JavaRuntime at(Path path) throws InterruptedException {
        Path program = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        Optional<String> says = Files.isExecutable(program)
                ? ExternalTools.run(program.toAbsolutePath().toString(), "-version")
                : Optional.empty();
        Matcher version = VERSION.matcher(says.orElse(""));
        if (!version.find()) {
            throw new IllegalArgumentException(
                    "--java=" + path + " is not a JDK; give its home directory or the path of the java executable");
        }
        return new JavaRuntime(program.toAbsolutePath(), version.group(1));
    }

    /** As 17. */
    String feature() {
        return version.split("[.+-]", 2)[0];
    }

    boolean hasVirtualThreads() {
        return Integer.parseInt(feature()) >= FIRST_WITH_VIRTUAL_THREADS;
    }

    /** The program that talks to running ones, where this Java has it. */
    Optional<String> jcmd() {
        Path jcmd = executable.resolveSibling("jcmd");
        return Files.isExecutable(jcmd) ? Optional.of(jcmd.toString()) : Optional.empty();
    }
}
