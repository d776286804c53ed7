/**
 * What every transport must do, as a JUnit suite: extend {@link dev.roundhouse.http.conformance.contract.TransportContract}
 * in a test class, say which transport is meant, and run it.
 */
package dev.roundhouse.http.conformance.contract;
