package dev.roundhouse.http.handlers;

/**
 * A name in a directory, and what is behind it.
 *
 * @param name one that a path can ask for
 * @param directory rather than a file
 * @param size in octets; 0 for a directory
 * @param modifiedSecond when it was last changed, in seconds since 1970
 */
record Entry(String name, boolean directory, long size, long modifiedSecond) {
    /** A name of which no more is known, or needed. */
    static Entry named(String name) {
        return new Entry(name, false, 0, 0);
    }
}
