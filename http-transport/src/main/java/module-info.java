/** What every transport offers to the layers above it. */
module dev.roundhouse.http.transport {
    requires transitive dev.roundhouse.http.protocol;

    exports dev.roundhouse.http.transport;
}
