/** Test suites that every transport must pass, for its tests to extend. */
module dev.roundhouse.http.conformance {
    requires transitive dev.roundhouse.http.transport;
    requires transitive org.junit.jupiter.api;

    exports dev.roundhouse.http.conformance;
}
