package dev.roundhouse.http.message;

/**
 * A protocol version (RFC 9110 §2.5).
 *
 * @param major 0 to 9
 * @param minor 0 to 9
 */
public record Version(int major, int minor) {
    public static final Version HTTP_1_0 = new Version(1, 0);
    public static final Version HTTP_1_1 = new Version(1, 1);
    public static final Version HTTP_2 = new Version(2, 0);

    /** Returns the version of these two digits. */
    public static Version of(int major, int minor) {
        if (major == 1 && minor <= 1) {
            return minor == 1 ? HTTP_1_1 : HTTP_1_0;
        }
        return new Version(major, minor);
    }

    /** Whether this version is the other one or a later one. */
    public boolean isAtLeast(Version other) {
        return major > other.major || (major == other.major && minor >= other.minor);
    }

    @Override
    public String toString() {
        return "HTTP/" + major + "." + minor;
    }
}
