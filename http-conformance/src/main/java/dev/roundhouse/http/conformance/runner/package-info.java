/** Runs scenarios: against the engine in memory, over sockets, and with injected faults. */
package dev.roundhouse.http.conformance.runner;
