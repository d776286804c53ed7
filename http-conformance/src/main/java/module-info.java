/** Conformance scenarios, their runners, and the contract tests of transports. */
module dev.roundhouse.http.conformance {
    requires transitive dev.roundhouse.http.transport;
    requires dev.roundhouse.http.cli;
    requires dev.roundhouse.http.json;
    // Needed only by modules that extend the contract tests, which have it.
    requires static transitive org.junit.jupiter.api;

    exports dev.roundhouse.http.conformance;
    exports dev.roundhouse.http.conformance.cli;
    exports dev.roundhouse.http.conformance.contract;
    exports dev.roundhouse.http.conformance.scenario;
}
