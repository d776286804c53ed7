package dev.roundhouse.http.conformance.tls;

/**
 * Which suites run over TLS. All of them take some minutes: by default the short ones run, with event loops on Java 17 and with virtual
 * threads on later versions.
 */
final class TlsContractRuns {
    private static final boolean ALL = Boolean.getBoolean("contract.tls");
    private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

    private TlsContractRuns() {}

    /** For suites that take long. */
    static boolean all() {
        return ALL;
    }

    static boolean onNio() {
        return ALL || !HAS_VIRTUAL_THREADS;
    }

    static boolean onBlocking() {
        return ALL;
    }

    static boolean onVirtual() {
        return HAS_VIRTUAL_THREADS;
    }
}
