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
 * Checks before startup that the directories can be served. An error message names the option of the directory.
 *
 * @param workingDirectory what relative paths are resolved against
 * @param permitted whether this process may read the contents of a directory
 */
record RootCheck(Path workingDirectory, Predicate<Path> permitted) {
    private static final String DIRECTORY = "--directory";
    private static final String MOUNT = "--mount";

    /**
     * The prefix of the directory that a JVM enters for a moment at startup, to share its performance counters. If it may not
     * read the working directory, it cannot return to it and stays there.
     */
    private static final String COUNTERS = "hsperfdata_";

    /** A check with the permissions of this process. */
    static RootCheck ofThisProcess(SymlinkPolicy symlinkPolicy) {
        return new RootCheck(
                Path.of("").toAbsolutePath(),
                symlinkPolicy == SymlinkPolicy.FOLLOW
                        ? Files::isExecutable
                        : root -> Files.isExecutable(root) && Files.isReadable(root));
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
            throw new StartupException("Cannot read the working directory: permission denied (Java changed to "
                    + workingDirectory + "). Start in another directory, or give " + option + " an absolute path.");
        }
        try {
            if (!Files.readAttributes(root, BasicFileAttributes.class).isDirectory()) {
                throw new StartupException(shown(root) + " is not a directory (see " + option + ").");
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
        return new StartupException("Cannot read directory " + shown(root)
                + ": permission denied. Grant this user permission to read and search it, or change " + option + ".");
    }

    /** The directory for a message; the working directory with its full path. */
    private Path shown(Path root) {
        return root.toString().equals(".") ? workingDirectory : root;
    }
}
