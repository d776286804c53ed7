package dev.roundhouse.http.app.config;

/** The version in the manifest of the jar. */
public final class ProductVersion {
    private ProductVersion() {}

    /** The version, or {@code (unpackaged)} if the program does not run from a jar. */
    public static String current() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    /** The lines of {@code --version}. */
    public static String[] lines() {
        return new String[] {"roundhouse " + current(), "Java " + Runtime.version()};
    }
}
