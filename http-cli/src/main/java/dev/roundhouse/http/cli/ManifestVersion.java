package dev.roundhouse.http.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The version in the manifest of a program's jar.
 *
 * @param main a class in the jar
 */
public record ManifestVersion(Class<?> main) implements IVersionProvider {
    /** The version, or {@code (unpackaged)} for a class that is not in a jar. */
    public String version() {
        String version = main.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"roundhouse " + version(), "Java " + Runtime.version()};
    }
}
