/**
 * TLS as a connection around a connection, without I/O: {@link dev.roundhouse.http.tls.TlsServer} creates one around the HTTP
 * connection of each client. A transport does not notice the difference.
 *
 * <p>Inside of the package: {@code TlsConnection} moves the bytes through an {@link javax.net.ssl.SSLEngine}, with {@code
 * CiphertextInput} before and {@code CiphertextOutput} behind it.
 */
package dev.roundhouse.http.tls;
