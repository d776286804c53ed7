/** The conformance scenarios as a JUnit suite for transports, in addition to those of {@code http-testing}. */
package dev.roundhouse.http.conformance.contract;
