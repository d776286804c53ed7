/** Content codings (RFC 9110 §8.4.1): negotiation and compression. */
package dev.roundhouse.http.handlers.coding;
