/**
 * TLS of the server: opening what the configuration names, replacing certificates, and logs of handshakes. No class of this package is
 * loaded without a certificate.
 *
 * <p>{@link dev.roundhouse.http.app.tls.ServerTls} is the entry.
 */
package dev.roundhouse.http.app.tls;
