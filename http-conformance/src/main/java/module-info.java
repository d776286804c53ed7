/** The conversations that show conformance, what replays them, and the suites that every transport must pass. */
module dev.roundhouse.http.conformance {
    requires transitive dev.roundhouse.http.transport;
    // Needed by those who extend the suites alone, and they have it.
    requires static transitive org.junit.jupiter.api;

    exports dev.roundhouse.http.conformance;
    exports dev.roundhouse.http.conformance.contract;
    exports dev.roundhouse.http.conformance.runner;
    exports dev.roundhouse.http.conformance.scenario;
    exports dev.roundhouse.http.conformance.site;
}
