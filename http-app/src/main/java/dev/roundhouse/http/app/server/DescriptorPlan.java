package dev.roundhouse.http.app.server;

import dev.roundhouse.http.handlers.SiteOptions;
import dev.roundhouse.http.transport.TransportSettings;
import java.util.OptionalInt;

/**
 * Who gets how many of the file descriptors that this process may have. The shares of connections and of files together are
 * less than the limit, so that a descriptor is left for whatever else needs one: logs, libraries and classes that are loaded
 * late, a connection that is accepted to be rejected.
 *
 * @param limit of the process, where there is one
 * @param connections the most at once
 * @param files the most descriptors of files and directories at once
 * @param directories how many directories of each root may be kept open
 * @param loops the most selector loops
 */
public record DescriptorPlan(OptionalInt limit, int connections, int files, int directories, int loops) {
    /** Where nothing limits anything but the options. */
    public static final DescriptorPlan UNLIMITED = new DescriptorPlan(
            OptionalInt.empty(),
            TransportSettings.UNLIMITED,
            SiteOptions.ANY_NUMBER,
            SiteOptions.DEFAULT.openDirectories(),
            Integer.MAX_VALUE);

    /** The selector and the event descriptor of a loop. */
    private static final int PER_LOOP = 2;

    /** The listening socket, what the JDK needs to close others, the access log, two devices of random numbers. */
    private static final int OF_PROGRAM = 5;

    /** A process with fewer descriptors for each loop has no use for that many loops. */
    private static final int DESCRIPTORS_PER_LOOP = 32;

    /** Kept free: for the virtual machine, for libraries, for rolling the access log. */
    private static final int SPARE_PART = 8;

    private static final int LEAST_SPARE = 3;
    private static final int MOST_SPARE = 16;

    /** The usual limit of a login; from here on the spare part is more than all late loading takes together. */
    private static final int AMPLE = 1024;

    /** A directory, its duplicate, and two files. */
    private static final int LEAST_FILES = 4;

    private static final int LEAST_CONNECTIONS = 1;

    /** Of the limit, the part that auto leaves to files. */
    private static final int RESERVED_PART = 4;

    private static final int RESERVE_AT_LEAST = 64;

    /** A site with more directories than these that are all asked for in turn will not fit its files into a cache either. */
    private static final int DIRECTORIES_AT_MOST = 512;

    /** A sixteenth of all descriptors, of which a directory takes two. */
    private static final int DIRECTORIES_PART = 32;

    /**
     * Shares them out.
     *
     * @param limit of the process; nothing where the system does not tell
     * @param inUse how many it has open already
     * @param processors how many loops there would be
     * @param requested the most connections, by the user's choice; nothing for as many as are sensible
     * @throws IllegalArgumentException when the limit is too small to serve anybody
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
        int spare = Math.max(LEAST_SPARE, Math.min(MOST_SPARE, max / SPARE_PART));
        int taken = inUse + PER_LOOP * loops + OF_PROGRAM + spare;
        int shared = max - taken;
        if (shared < LEAST_FILES + LEAST_CONNECTIONS) {
            throw tooFew(max, taken + LEAST_FILES + LEAST_CONNECTIONS);
        }
        int connections = connections(max, shared, requested);
        int files = shared - connections;
        return new DescriptorPlan(limit, connections, files, directories(max, files), loops);
    }

    private static int connections(int limit, int shared, OptionalInt requested) {
        int bound = shared - Math.max(LEAST_FILES, shared / RESERVED_PART);
        int usual = Math.max(limit - Math.max(RESERVE_AT_LEAST, limit / RESERVED_PART), shared / 2);
        return Math.min(bound, requested.orElse(usual));
    }

    private static int directories(int limit, int files) {
        int usual = Math.max(
                SiteOptions.DEFAULT.openDirectories(), Math.min(DIRECTORIES_AT_MOST, limit / DIRECTORIES_PART));
        return Math.max(1, Math.min(usual, files / RESERVED_PART));
    }

    private static IllegalArgumentException tooFew(int limit, int needed) {
        return new IllegalArgumentException(
                "The limit of open files is " + limit + ", too low to serve anything: at least " + needed
                        + " are needed. Raise it with ulimit -n 1024, or LimitNOFILE=1024 under systemd.");
    }

    /** Whether descriptors are so few that what needs one later had better take it now. */
    public boolean isTight() {
        return limit.isPresent() && limit.getAsInt() < AMPLE;
    }

    /** Whether so many connections were asked for that the limit does not allow them. */
    public boolean lowers(OptionalInt requested) {
        return requested.isPresent()
                && requested.getAsInt() != TransportSettings.UNLIMITED
                && connections < requested.getAsInt();
    }
}
