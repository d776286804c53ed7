/** PEM files, the DER elements within them, and private keys in all their formats. Without I/O, and not exported. */
package dev.roundhouse.http.tls.pem;
