/** Conformance scenarios, their runners, and a suite of them for transports. */
module dev.roundhouse.http.conformance {
    requires transitive dev.roundhouse.http.tls;
    requires transitive dev.roundhouse.http.transport;
    requires dev.roundhouse.http.cli;
    requires dev.roundhouse.http.json;
    // Needed only by modules that extend the suite of scenarios, which have it.
    requires static transitive dev.roundhouse.http.testing;

    exports dev.roundhouse.http.conformance;
    exports dev.roundhouse.http.conformance.cli;
    exports dev.roundhouse.http.conformance.contract;
    exports dev.roundhouse.http.conformance.scenario;
}
