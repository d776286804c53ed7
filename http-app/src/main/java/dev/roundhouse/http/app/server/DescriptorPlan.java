package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.transport.TransportSettings;
import java.util.OptionalInt;

/**
 * The division of the file descriptors of the process. The shares of connections and files together are less than the limit,
 * so that descriptors remain for other uses: logs, libraries and classes loaded late, connections accepted to be rejected.
 *
 * @param limit the limit of the process; empty if there is none
 * @param connections the maximum number of connections
 * @param files the maximum number of descriptors of files and directories
 * @param directories the maximum number of directories of each root that stay open
 * @param loops the maximum number of event loops
 */
public record DescriptorPlan(OptionalInt limit, int connections, int files, int directories, int loops) {
    /** No limit other than those of the options. */
    public static final DescriptorPlan UNLIMITED = new DescriptorPlan(
            OptionalInt.empty(),
            TransportSettings.UNLIMITED,
            SiteOptions.ANY_NUMBER,
            SiteOptions.DEFAULT.openDirectories(),
            Integer.MAX_VALUE);

    /** The descriptors of an event loop: its selector and its wake-up event. */
    private static final int PER_LOOP = 2;

    /** The listening socket, what the JDK needs to close others, the access log, two devices of random numbers. */
    private static final int OF_PROGRAM = 5;

    /** The minimum number of descriptors per event loop; with fewer, there are fewer loops. */
    private static final int DESCRIPTORS_PER_LOOP = 32;

    /** The fraction of the limit that stays free, for the JVM, libraries and log rotation. */
    private static final int SPARE_PART = 8;

    private static final int MIN_SPARE = 3;
    private static final int MAX_SPARE = 16;

    /** The usual limit of a login. From here on, the spare descriptors exceed everything that is loaded late. */
    private static final int AMPLE = 1024;

    /** A directory, its duplicate, and two files. */
    private static final int MIN_FILES = 4;

    private static final int MIN_CONNECTIONS = 1;

    /** The fraction of the limit that the value auto reserves for files. */
    private static final int RESERVED_PART = 4;

    private static final int MIN_RESERVE = 64;

    /** A site with more directories in frequent use does not fit into the file cache either. */
    private static final int MAX_DIRECTORIES = 512;

    /** The fraction of the limit for directories: a sixteenth of all descriptors, two per directory. */
    private static final int DIRECTORIES_PART = 32;

    /**
     * Divides the descriptors.
     *
     * @param limit the limit of the process; empty if unknown
     * @param inUse the number of open descriptors
     * @param processors the number of event loops wanted
     * @param requested the configured maximum number of connections; empty for automatic
     * @throws IllegalArgumentException if the limit is too low for a single connection
     */
    public static DescriptorPlan of(OptionalInt limit, int inUse, int processors, OptionalInt requested) {
        if (limit.isEmpty()) {
            return new DescriptorPlan(
                    limit,
                    requested.orElse(TransportSettings.UNLIMITED),
                    UNLIMITED.files,
                    UNLIMITED.directories,
                    processors);
        }
        int max = limit.getAsInt();
        int loops = Math.max(1, Math.min(processors, max / DESCRIPTORS_PER_LOOP));
        int spare = Math.max(MIN_SPARE, Math.min(MAX_SPARE, max / SPARE_PART));
        int reserved = inUse + PER_LOOP * loops + OF_PROGRAM + spare;
        int shared = max - reserved;
        if (shared < MIN_FILES + MIN_CONNECTIONS) {
            throw tooFew(max, reserved + MIN_FILES + MIN_CONNECTIONS);
        }
        int connections = connections(max, shared, requested);
        int files = shared - connections;
        return new DescriptorPlan(limit, connections, files, directories(max, files), loops);
    }

    private static int connections(int limit, int shared, OptionalInt requested) {
        int bound = shared - Math.max(MIN_FILES, shared / RESERVED_PART);
        int usual = Math.max(limit - Math.max(MIN_RESERVE, limit / RESERVED_PART), shared / 2);
        return Math.min(bound, requested.orElse(usual));
    }

    private static int directories(int limit, int files) {
        int usual =
                Math.max(SiteOptions.DEFAULT.openDirectories(), Math.min(MAX_DIRECTORIES, limit / DIRECTORIES_PART));
        return Math.max(1, Math.min(usual, files / RESERVED_PART));
    }

    private static IllegalArgumentException tooFew(int limit, int needed) {
        return new IllegalArgumentException("The open-file limit of " + limit + " is too low: at least " + needed
                + " are needed. Raise it with ulimit -n 1024, or LimitNOFILE=1024 under systemd.");
    }

    /** Whether descriptors are scarce, so that libraries and classes should be loaded early. */
    public boolean isTight() {
        return limit.isPresent() && limit.getAsInt() < AMPLE;
    }

    /** Whether the limit does not allow the requested number of connections. */
    public boolean isTooHigh(OptionalInt requested) {
        return requested.isPresent()
                && requested.getAsInt() != TransportSettings.UNLIMITED
                && connections < requested.getAsInt();
    }
}
