/** TLS as a connection around a connection, without I/O. {@link dev.roundhouse.http.tls.TlsServer} is the entry. */
module dev.roundhouse.http.tls {
    requires transitive dev.roundhouse.http.protocol;

    exports dev.roundhouse.http.tls;
    exports dev.roundhouse.http.tls.certificate;
}
