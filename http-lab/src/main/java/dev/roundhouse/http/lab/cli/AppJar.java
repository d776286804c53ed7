package dev.roundhouse.http.lab.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds {@code http-app.jar}, the server that is benchmarked. */
final class AppJar {
    private static final String NAME = "http-app.jar";

    private AppJar() {}

    /** The directory of this program's jar, or the build directory that its classes are in. */
    static Path programDirectory() {
        try {
            return Path.of(LabMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The jar next to this program, or in the build tree that this program is in.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Path find(Path programDirectory) {
        List<Path> candidates = List.of(
                programDirectory.resolve(NAME),
                programDirectory.resolve("../../http-app/target").resolve(NAME));
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Path::normalize)
                .orElseThrow(() -> new IllegalArgumentException(NAME + " does not exist in " + programDirectory
                        + "; build it with ./mvnw package, or set its path with --app-jar"));
    }

    /**
     * Checks the path of {@code --app-jar}.
     *
     * @throws IllegalArgumentException if it is not a file
     */
    static Path at(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("--app-jar=" + path + " is not a file");
        }
        return path.toAbsolutePath();
    }
}
