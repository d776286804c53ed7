/** Clients and servers for tests. */
package dev.roundhouse.http.testing;
