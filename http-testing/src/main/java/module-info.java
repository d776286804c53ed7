/** For tests of handlers, servers and transports. */
module dev.roundhouse.http.testing {
    requires transitive dev.roundhouse.http.tls;
    requires transitive dev.roundhouse.http.transport;
    requires transitive org.junit.jupiter.api;
    // The processor time that a transport uses.
    requires jdk.management;

    exports dev.roundhouse.http.testing;
    exports dev.roundhouse.http.testing.contract;

    // The methods of the suites are not public.
    opens dev.roundhouse.http.testing.contract to
            org.junit.platform.commons;
}
