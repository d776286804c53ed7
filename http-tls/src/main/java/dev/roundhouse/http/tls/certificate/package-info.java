/**
 * Certificates and private keys: read from files, checked, chosen for a handshake, replaced while the server runs, and
 * created for development.
 *
 * <pre>{@code
 * CertificateFiles files = CertificateFiles.load(List.of(CertificateSource.pem(fullchain, privkey)), Instant.now());
 * CertificateKeyManager keys = new CertificateKeyManager(files.current(), false);
 * SSLContext context = SSLContext.getInstance("TLS");
 * context.init(new KeyManager[] {keys}, null, null);
 * // Every few seconds, in one thread:
 * if (files.reloadIfChanged(Instant.now()) instanceof CertificateReload.Replaced replaced) {
 *     keys.replace(replaced.certificates());
 * }
 * }</pre>
 */
package dev.roundhouse.http.tls.certificate;
