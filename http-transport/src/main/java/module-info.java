/** The contract of a transport, and what all transports share. */
module dev.roundhouse.http.transport {
    requires transitive dev.roundhouse.http.protocol;

    exports dev.roundhouse.http.transport;

    uses dev.roundhouse.http.transport.Transport;
}
