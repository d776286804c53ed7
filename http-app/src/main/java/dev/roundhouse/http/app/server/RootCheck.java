package dev.roundhouse.http.app.server;

import dev.roundhouse.http.app.config.RootConfig;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.handlers.files.DocumentRoot.SymlinkPolicy;
import dev.roundhouse.http.handlers.options.Mount;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Predicate;

/**
 * Rejects directories that cannot be served, before anything is made of them: each by the name of the option that it came
 * from.
 *
 * @param workingDirectory what relative paths are resolved against
 * @param permitted whether this process may read what is in a directory
 */
record RootCheck(Path workingDirectory, Predicate<Path> permitted) {
    private static final String DIRECTORY = "--directory";
    private static final String MOUNT = "--mount";

    /**
     * A JVM that shares its counters changes to a directory of this name for a moment, when it starts; where the working
     * directory may not be read, it cannot find back, and stays there.
     */
    private static final String COUNTERS = "hsperfdata_";

    /** As the system lets this process read. */
    static RootCheck ofThisProcess(SymlinkPolicy symlinkPolicy) {
        Predicate<Path> searchable = Files::isExecutable;
        return new RootCheck(
                Path.of("").toAbsolutePath(),
                symlinkPolicy == SymlinkPolicy.FOLLOW ? searchable : searchable.and(Files::isReadable));
    }

    /** @throws StartupException for the first directory that cannot be served */
    void check(RootConfig roots) {
        check(DIRECTORY, roots.directory());
        for (Mount mount : roots.mounts()) {
            check(MOUNT, mount.directory());
        }
    }

    private void check(String option, Path root) {
        if (!root.isAbsolute() && workingDirectory.endsWith(counters())) {
            throw new StartupException("The working directory may not be read, and Java has left it for "
                    + workingDirectory + "; start in another one, or give " + option + " an absolute path.");
        }
        try {
            if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
                throw new StartupException(shown(root) + " is no directory; give " + option + " one.");
            }
        } catch (AccessDeniedException unreachable) {
            throw unreadable(option, root);
        } catch (IOException missing) {
            throw new StartupException("Directory " + shown(root) + " does not exist (see " + option + ").", missing);
        }
        if (!permitted.test(root)) {
            throw unreadable(option, root);
        }
    }

    private static String counters() {
        return COUNTERS + System.getProperty("user.name");
    }

    private StartupException unreadable(String option, Path root) {
        return new StartupException("The directory " + shown(root) + " may not be read by this user; give " + option
                + " another one, or this user the permission to read and search it.");
    }

    /** A dot alone says little. */
    private Path shown(Path root) {
        return root.toString().equals(".") ? workingDirectory : root;
    }
}
