/** Test suites that every transport must pass, for its tests to extend. */
package dev.roundhouse.http.conformance;
