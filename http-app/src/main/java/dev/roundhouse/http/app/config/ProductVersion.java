package dev.roundhouse.http.app.config;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
public final class ProductVersion implements IVersionProvider {
    /** The version, or a word that says that this is no jar. */
    public static String current() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"roundhouse " + current(), "Java " + Runtime.version()};
    }
}
