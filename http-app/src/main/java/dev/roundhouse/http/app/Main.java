package dev.roundhouse.http.app;

/** Starts the server; for now it prints the version. */
public final class Main {
    private Main() {}

    /**
     * Prints the version and returns.
     *
     * @param args not read yet
     */
    public static void main(String[] args) {
        System.out.println("Roundhouse " + version());
    }

    /** The version in the jar's manifest; classes outside a jar have none. */
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}
